import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPages, frameworks, launch, untilServerSees, untilStatus, visit, type Framework } from './browser.ts'
import { startServer, type RunningServer } from './startServer.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  await buildPages()
  ;[server, browser] = await Promise.all([startServer(), launch()])
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
})

/** Waits until every cell has counted so many events, and the commits that show them are over. */
async function untilCellsCounted(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll(`.cells li[data-received="${wanted}"]`).length === 40,
    count,
  )
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

async function cellsOf(page: Page, framework: Framework) {
  return page.locator(`[data-page=${framework}] .cells li`).evaluateAll((cells) =>
    cells.map((cell) => {
      const { missing, disorder } = (cell as HTMLElement).dataset
      return { text: cell.textContent.trim(), missing, disorder }
    }),
  )
}

const commitsOf = async (page: Page, framework: Framework) =>
  Number(await page.locator(`[data-page=${framework}] header [data-commits]`).textContent())

test('forty components receive ten thousand events from one write, over one connection, in few commits', async () => {
  const { page, problems } = await visit(browser, `${server.url}#flood`)
  await untilStatus(page, 'open')
  await untilServerSees(page, 'numbers')

  await page.getByRole('button', { name: '10,000 in one write' }).click()
  await untilCellsCounted(page, 10_000)

  for (const framework of frameworks) {
    const cells = await cellsOf(page, framework)
    expect(cells).toEqual(Array.from({ length: 20 }, () => ({ text: '10,000', missing: '0', disorder: '0' })))
    const commits = await commitsOf(page, framework)
    console.log(`${framework}: ${commits} commits for 10,000 events in one write`)
    expect(commits).toBeGreaterThan(0)
    expect(commits).toBeLessThanOrEqual(3)
  }
  expect(await page.locator('[data-field=open]').textContent()).toBe('1')
  expect(await page.locator('[data-field=dials]').textContent()).toBe('1')
  expect(problems).toEqual([])
  await page.close()
})

test('a flood over three seconds is committed at most once a frame', async () => {
  const { page, problems } = await visit(browser, `${server.url}#flood`)
  await untilStatus(page, 'open')

  await page.getByRole('button', { name: '10,000 in three seconds' }).click()
  await untilCellsCounted(page, 10_000)

  for (const framework of frameworks) {
    const commits = await commitsOf(page, framework)
    console.log(`${framework}: ${commits} commits for 10,000 events in three seconds`)
    // The server writes every 40 milliseconds: 75 times.
    expect(commits).toBeLessThanOrEqual(160)
    expect(await cellsOf(page, framework)).toContainEqual({ text: '20,000', missing: '0', disorder: '0' })
  }
  expect(problems).toEqual([])
  await page.close()
})
