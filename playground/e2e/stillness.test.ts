import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { untilReceived } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** How far a page may move without being noticed: less than a tenth of what counts as good. */
const unnoticed = 0.01

/** Collects how far the page moves by itself. */
const movesOf = (page: Page) =>
  page.evaluateHandle(() => {
    const moves: { value: number; what: string }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: { node: Node | null }[]
      })[]) {
        const where = entry.sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML : node?.textContent,
        )
        moves.push({ value: entry.value, what: where.join(' ').slice(0, 200) })
      }
    }).observe({ type: 'layout-shift' })
    return moves
  })

function expectStill(moves: readonly { value: number }[]): void {
  const distance = moves.reduce((sum, { value }) => sum + value, 0)
  expect(distance, JSON.stringify(moves)).toBeLessThan(unnoticed)
}

test.each([
  { address: 'prices/wire', count: 60 },
  { address: 'prices', count: 60 },
  // From 9,980 on: the numbers get a digit more.
  { address: 'log', count: 100 },
])('moves nothing at $address while events stream in', async ({ address, count }) => {
  const { page } = await playground.visit(address)
  await untilReceived(page, 1)
  const received = Number(await page.locator('.tally').first().getAttribute('data-received'))
  const moves = await movesOf(page)
  await page.locator('[data-failure=drop]').click()
  await untilReceived(page, received + count)
  expectStill(await moves.jsonValue())
})

test('moves nothing while ten thousand events come in three seconds', async () => {
  const { page } = await playground.visit('flood/wire')
  await page.locator('[data-field=status]', { hasText: 'open' }).waitFor()
  const moves = await movesOf(page)
  await page.getByRole('button', { name: '10,000 in three seconds' }).click()
  await page.waitForFunction(
    () => document.querySelectorAll('.cells li[data-received="10000"]').length === 40,
  )
  expectStill(await moves.jsonValue())
})
