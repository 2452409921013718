import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { BookSnapshot, Side } from '../src/shared/wire.ts'
import { frameworks, untilHappened, untilStatus, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** What one framework shows, all of it from the same moment. */
const shownBy = (page: Page, framework: Framework) =>
  page.locator(`[data-page=${framework}] .book`).evaluate((book) => ({
    seq: Number((book as HTMLElement).dataset.seq),
    sides: [...book.querySelectorAll('table')].map((table) =>
      [...table.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map(({ textContent }) => Number(textContent)),
      ),
    ),
  }))

/** What the server has after event `seq`, cut to the prices that are shown. */
async function serversBook(seq: number) {
  const { levels } = (await (
    await fetch(new URL(`/api/book/${seq}`, playground.url))
  ).json()) as BookSnapshot
  const best = (side: Side, sign: number) =>
    levels
      .filter((level) => level.side === side)
      .toSorted((a, b) => sign * (a.price - b.price))
      .slice(0, 12)
      .map(({ price, size }) => [price / 100, size])
  return { seq, sides: [best('bid', -1), best('ask', 1)] }
}

async function expectSameBook(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelectorAll('.book[data-in-step=true]').length === 2,
  )
  for (const framework of frameworks) {
    const shown = await shownBy(page, framework)
    expect(shown).toEqual(await serversBook(shown.seq))
  }
}

async function open() {
  const visited = await playground.visit('book')
  await untilStatus(visited.page, 'open')
  await expectSameBook(visited.page)
  const seqOf = async () => (await shownBy(visited.page, 'react')).seq
  return {
    ...visited,
    seqOf,
    /** Waits until so many events more were added. */
    async untilPast(seq: number) {
      await expect.poll(seqOf).toBeGreaterThan(seq)
    },
  }
}

test("shows the server's book in both frameworks, after every delta that came", async () => {
  const { page, problems, seqOf, untilPast } = await open()
  await untilPast((await seqOf()) + 60)
  await expectSameBook(page)
  for (const framework of frameworks) {
    const pane = page.locator(`[data-page=${framework}]`)
    await pane.getByRole('button', { name: 'Compare' }).click()
    await pane.getByText(/^Same as the server's after \d+$/).waitFor()
  }
  expect(problems).toEqual([])
})

test("has the server's book again after a drop, without a new snapshot", async () => {
  const { page, problems, seqOf, untilPast } = await open()
  const seq = await seqOf()
  const request = page.waitForRequest((request) => request.url().includes('/api/book?after='))
  await page.locator('[data-failure=drop]').click()
  await untilHappened(page, 'book reconnecting')
  // The redial names its last event, and so gets only what it has missed.
  expect(Number(new URL((await request).url()).searchParams.get('after'))).toBeGreaterThanOrEqual(
    seq,
  )
  await untilPast(seq + 40)
  await expectSameBook(page)
  expect(problems).toEqual([])
})

test('requests a snapshot when the server loses deltas, whichever framework makes it', async () => {
  const { page, problems, seqOf, untilPast } = await open()
  for (const framework of frameworks) {
    const seq = await seqOf()
    const request = page.waitForRequest((request) => request.url().includes('/api/book?after='))
    await page
      .locator(`[data-page=${framework}]`)
      .getByRole('button', { name: 'Lose five' })
      .click()

    expect(new URL((await request).url()).searchParams.get('after'), framework).toBe('')
    await untilPast(seq + 40)
    await expectSameBook(page)
  }
  expect(problems).toEqual([])
})
