import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks, untilServerSees, untilStatus, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** Waits until every cell has counted so many events, and the commits that show them are over. */
async function untilCellsCounted(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll(`.cells li[data-received="${wanted}"]`).length === 40,
    count,
  )
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

/** Counts the frames of the page from here on. */
const framesOf = (page: Page) =>
  page.evaluateHandle(() => {
    const frames = { count: 0 }
    const count = () => (frames.count++, requestAnimationFrame(count))
    requestAnimationFrame(count)
    return frames
  })

async function cellsOf(page: Page, framework: Framework) {
  return page.locator(`[data-page=${framework}] .cells li`).evaluateAll((cells) =>
    cells.map((cell) => {
      const { received, missing, disorder } = (cell as HTMLElement).dataset
      return { newest: cell.textContent.trim(), received, missing, disorder }
    }),
  )
}

const commitsOf = async (page: Page, framework: Framework) =>
  Number(await page.locator(`[data-page=${framework}] header [data-commits]`).textContent())

/** Counts frames from here on. A flood sets the commits to zero. */
async function watchCommits(page: Page) {
  const frames = await framesOf(page)
  return async () => {
    const { count } = await frames.jsonValue()
    for (const framework of frameworks) {
      const commits = await commitsOf(page, framework)
      expect(commits).toBeGreaterThan(0)
      expect(commits).toBeLessThanOrEqual(count)
    }
  }
}

/** Expects that each cell has shown all ten thousand, and is at the newest. */
async function expectAllCells(page: Page): Promise<void> {
  const cells = (await Promise.all(frameworks.map((each) => cellsOf(page, each)))).flat()
  const newest = cells[0]?.newest
  // The server goes on from the floods before.
  expect(newest).toMatch(/^\d+0,000$/)
  expect(cells).toEqual(
    Array.from({ length: 40 }, () => ({ newest, received: '10000', missing: '0', disorder: '0' })),
  )
}

test('ten thousand events of one write reach forty components over one connection, committed at most once a frame', async () => {
  const { page, problems } = await playground.visit('flood')
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')

  const expectCommits = await watchCommits(page)
  await page.getByRole('button', { name: '10,000 in one write' }).click()
  await untilCellsCounted(page, 10_000)
  await expectCommits()
  await expectAllCells(page)
  expect(await page.locator('[data-field=open]').textContent()).toBe('1')
  expect(await page.locator('[data-field=dials]').textContent()).toBe('1')
  expect(problems).toEqual([])
})

test('a flood over three seconds is committed at most once a frame', async () => {
  const { page, problems } = await playground.visit('flood')
  await untilStatus(page, 'open')

  const expectCommits = await watchCommits(page)
  await page.getByRole('button', { name: '10,000 in three seconds' }).click()
  await untilCellsCounted(page, 10_000)
  await expectCommits()
  await expectAllCells(page)
  expect(problems).toEqual([])
})
