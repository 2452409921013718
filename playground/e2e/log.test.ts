import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks, tallyOf, untilReceived } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Reads how many lines a page keeps: ten thousand, or up to a chunk less. */
const lengthOf = async (log: Locator) => Number(await log.getAttribute('data-length'))

/** Returns whether a page shows its newest line at the lower edge. */
const isAtEnd = (log: Locator) =>
  log.evaluate((log) => {
    const last = log.querySelector('li:last-child')
    const isNewest = last?.ariaPosInSet === log.getAttribute('data-length')
    return isNewest && log.scrollTop > -22
  })

test('keeps 10,000 lines and not one more, few of them on the page', async () => {
  const { page, problems } = await playground.visit('log')
  await untilReceived(page, 10_050)
  for (const framework of frameworks) {
    const log = page.locator(`[data-page=${framework}] .log`)
    expect(await lengthOf(log)).toBeGreaterThan(9900)
    expect(await lengthOf(log)).toBeLessThanOrEqual(10_000)
    expect(await log.locator('li').count()).toBeLessThan(60)
    expect(await tallyOf(page, framework)).toMatchObject({ missing: 0, disorder: 0 })
  }
  expect(problems).toEqual([])
})

test('follows the newest line until the reader scrolls up', async () => {
  const { page } = await playground.visit('log')
  await untilReceived(page, 10_010)
  for (const framework of frameworks) {
    const pane = page.locator(`[data-page=${framework}]`)
    const log = pane.locator('.log')
    await expect.poll(() => isAtEnd(log), { message: framework }).toBe(true)

    const follow = pane.getByRole('button', { name: 'Follow', exact: true })
    await log.evaluate((log) => (log.scrollTop = -22 * 5000))
    await follow.waitFor()
    const inSight = await log.innerText()
    expect(inSight).toContain('\n')
    const { received } = await tallyOf(page, framework)
    await untilReceived(page, received + 30)
    expect(await log.innerText()).toBe(inSight)

    await follow.click()
    await expect.poll(() => isAtEnd(log)).toBe(true)
  }
})

test('shows only the lines that are severe enough', async () => {
  const { page } = await playground.visit('log')
  await untilReceived(page, 10_010)
  for (const framework of frameworks) {
    const pane = page.locator(`[data-page=${framework}]`)
    await pane.getByRole('button', { name: 'error', exact: true }).click()
    await pane.locator('.log li[data-level=error]').first().waitFor()

    expect(await pane.locator('.log li:not([data-level=error])').count()).toBe(0)
    const length = await lengthOf(pane.locator('.log'))
    expect(length).toBeGreaterThan(0)
    expect(length).toBeLessThan(5000)
  }
})

test('goes on where the lines end after another scene was shown', async () => {
  const { page } = await playground.visit('log')
  await untilReceived(page, 10_010)
  await page.getByRole('link', { name: 'Chat' }).click()
  await page.locator('.composer').first().waitFor()
  await page.getByRole('link', { name: 'Log' }).click()
  await untilReceived(page, 10)
  for (const framework of frameworks) {
    expect(await lengthOf(page.locator(`[data-page=${framework}] .log`))).toBeGreaterThan(9900)
    // From where the lines end, and not from the beginning.
    expect((await tallyOf(page, framework)).received).toBeLessThan(5000)
  }
})
