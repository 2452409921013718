import { expect, test } from 'vitest'
import { startHidingBrowser } from './hidingBrowser.ts'

const hiding = startHidingBrowser()

test('a page that was frozen and thawed reads its stream on, and misses nothing', async () => {
  const page = await hiding.newPage()
  await page.goto(`${hiding.url}#prices`)
  await page.waitForSelector('.pill[data-status=open]')
  const tally = (name: string) =>
    page.$eval('.tally', (element, name) => Number(element.getAttribute(`data-${name}`)), name)
  await expect.poll(() => tally('received')).toBeGreaterThan(3)

  // Chromium freezes no page that is shown.
  const front = await hiding.newPage()
  await front.bringToFront()
  const devtools = await page.createCDPSession()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.bringToFront()
  await page.waitForFunction(() =>
    document.querySelector('[data-timeline]')?.textContent?.includes('prices reconnecting'),
  )

  await page.waitForSelector('.pill[data-status=open]')
  const received = await tally('received')
  await expect.poll(() => tally('received')).toBeGreaterThan(received + 2)
  expect([await tally('missing'), await tally('disorder')]).toEqual([0, 0])
})
