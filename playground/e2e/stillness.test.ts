import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { untilReceived } from './browser.ts'
import { sumOf, takeMoves } from './layoutShift.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Expects that nothing has moved since the page was opened, or since the last look. */
async function expectStill(page: Page, most = 0.001): Promise<void> {
  const { distance, what } = sumOf(await takeMoves(page))
  expect(distance, what).toBeLessThan(most)
}

/** The words of a failure have two lines, and those of a live stream one. */
const wordsOnly = 0.005

test.each([
  { address: '', width: 1280 },
  { address: '', width: 390 },
  { address: 'book/react', width: 1280 },
])('moves nothing while it is opened at "$address", $width px wide', async ({ address, width }) => {
  const { page } = await playground.visit(address, {
    viewport: { width, height: 844 },
    isFirst: true,
  })
  await page.locator('[data-field=status]', { hasText: 'open' }).waitFor()
  // Hidden on a phone.
  await page.locator('[data-field=lastEventId]', { hasText: /\d/ }).waitFor({ state: 'attached' })
  await expectStill(page)
})

test.each([
  { address: 'prices/wire', count: 60 },
  { address: 'prices', count: 60 },
  // From 9,980 on: the numbers get a digit more.
  { address: 'log', count: 100 },
])('moves nothing at $address while events stream in', async ({ address, count }) => {
  const { page } = await playground.visit(address)
  await untilReceived(page, 1)
  const received = Number(await page.locator('.tally').first().getAttribute('data-received'))
  await takeMoves(page)
  await page.locator('[data-failure=drop]').click()
  await untilReceived(page, received + count)
  await expectStill(page, wordsOnly)
})

test('moves nothing while ten thousand events come in three seconds', async () => {
  const { page } = await playground.visit('flood/wire')
  await page.locator('[data-field=status]', { hasText: 'open' }).waitFor()
  await takeMoves(page)
  await page.getByRole('button', { name: '10,000 in three seconds' }).click()
  await page.waitForFunction(
    () => document.querySelectorAll('.cells li[data-received="10000"]').length === 40,
  )
  await expectStill(page)
})
