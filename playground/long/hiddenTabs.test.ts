// Tabs that share a stream and are hidden for so long that their timers come once a minute. No clock
// can be faked for that, so this takes six minutes.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seenBy, startTabsBrowser } from '../e2e/tabsBrowser.ts'

const tabs = startTabsBrowser({ throttles: true })

test('tabs that are all hidden for six minutes have one leader, and lose no event', async () => {
  const pages = await tabs.openTabs(4)
  const front = await tabs.newPage()
  await front.bringToFront()
  for (const page of pages)
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
  const [before] = await Promise.all(pages.map(seenBy))
  await sleep(6 * 60_000)
  await tabs.expectOneStream(pages)
  expect(tabs.server.dials).toHaveLength(1)
  const after = await Promise.all(pages.map(seenBy))
  expect(after.map(({ leads }) => leads)).toEqual([true, false, false, false])
  for (const { ids, statuses } of after) {
    expect(ids.length - before!.ids.length).toBeGreaterThan(1000)
    expect(statuses.at(-1)).toBe('open')
  }
})
