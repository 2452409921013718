import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Waits until both frameworks show so many visitors. */
async function untilVisitors(page: Page, count: number): Promise<void> {
  for (const framework of frameworks) {
    await expect
      .poll(() => page.locator(`[data-page=${framework}] .visitors li`).count())
      .toBe(count)
  }
}

test('shows one tab to another, and notices when it is closed', async () => {
  const pages = await playground.tabs('presence', 2)
  const [here, there] = pages as [Page, Page]
  await untilVisitors(here, 2)
  await untilVisitors(there, 2)

  await there.close()
  await untilVisitors(here, 1)
  await here.locator('.news', { hasText: 'has left' }).first().waitFor()
  expect(await here.locator('.visitors li[data-me=true]').count()).toBe(2)
})

test('lets each framework bring a guest, whom the other one sees come and go', async () => {
  const { page, problems } = await playground.visit('presence')
  await untilVisitors(page, 1)
  for (const framework of frameworks) {
    const pane = page.locator(`[data-page=${framework}]`)
    await pane.getByRole('button', { name: 'Add a visitor' }).click()
    await untilVisitors(page, 2)
    await pane.getByRole('button', { name: 'Send the guest away' }).click()
    await untilVisitors(page, 1)
  }
  expect(problems).toEqual([])
})

test('has each visitor once after every socket was dropped', async () => {
  const { page } = await playground.visit('presence')
  await untilVisitors(page, 1)
  await page.locator('[data-page=react]').getByRole('button', { name: 'Add a visitor' }).click()
  await untilVisitors(page, 2)
  await page.locator('[data-failure=drop]').click()
  await page.locator('[data-timeline] li', { hasText: 'presence reconnecting' }).first().waitFor()
  await untilVisitors(page, 2)
})
