import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks, tallyOf, untilStatus } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** How many notices are unread in each framework, when both agree. */
async function unreadIn(page: Page): Promise<number> {
  const counts = page.locator('[data-unread].count')
  const read = () =>
    counts.evaluateAll((counts) => counts.map((count) => (count as HTMLElement).dataset.unread))
  await expect.poll(async () => new Set(await read()).size).toBe(1)
  return Number((await read())[0])
}

test('shows a toast, and counts it in both frameworks, when either requests one', async () => {
  const { page, problems } = await playground.visit('notifications')
  await untilStatus(page, 'open')
  for (const framework of frameworks) {
    const pane = page.locator(`[data-page=${framework}]`)
    const before = await unreadIn(page)
    await pane.getByRole('button', { name: 'Send me one' }).click()
    for (const each of frameworks)
      await page.locator(`[data-page=${each}] .toasts li`).first().waitFor()
    await expect.poll(() => unreadIn(page)).toBeGreaterThan(before)

    await pane.getByRole('button', { name: 'Mark as read' }).click()
    await page.waitForFunction(
      () => document.querySelectorAll('.count[data-unread="0"]').length === 2,
    )
  }
  expect(problems).toEqual([])
})

test('gets after a reload what it has missed, and nothing twice', async () => {
  const { page } = await playground.visit('notifications')
  await untilStatus(page, 'open')
  await playground.post('/api/notifications')
  await page.locator('.toasts li').first().waitFor()
  const before = await unreadIn(page)
  // No page is connected while these two come.
  await page.goto('about:blank')
  await playground.post('/api/notifications')
  await playground.post('/api/notifications')
  await page.goBack()

  await page.waitForFunction(() =>
    [...document.querySelectorAll('.toasts')].every((list) => list.children.length > 1),
  )
  for (const framework of frameworks) {
    // A tally is of the next frame, and a toast may come before.
    await expect
      .poll(async () => (await tallyOf(page, framework)).received)
      .toBeGreaterThanOrEqual(2)
    const { missing, disorder } = await tallyOf(page, framework)
    expect({ missing, disorder }).toEqual({ missing: 0, disorder: 0 })
  }
  await expect
    .poll(async () => (await unreadIn(page)) - (await tallyOf(page, 'react')).received)
    .toBe(before)
})
