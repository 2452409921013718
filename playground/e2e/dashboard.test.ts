import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { frameworks, untilHappened, untilStatus, type Framework } from './browser.ts'
import { startPlayground } from './playground.ts'

const playground = startPlayground()

/** What one framework shows, all of it from the same moment. */
const shownBy = (page: Page, framework: Framework) =>
  page.locator(`[data-page=${framework}]`).evaluate((pane) => {
    const dashboard = pane.querySelector<HTMLElement>('.dashboard')!
    return {
      after: Number(dashboard.dataset.after),
      loads: Number(dashboard.dataset.loads),
      verdict: pane.querySelector('.verdict')!.textContent.trim(),
      counts: [...dashboard.querySelectorAll('dd')].map(({ textContent }) =>
        Number(textContent.replaceAll(',', '')),
      ),
    }
  })

/** Waits until both frameworks are past an event, and compares their numbers with the server's. */
async function expectSameCounts(page: Page, past = 0): Promise<number> {
  let newest = 0
  for (const framework of frameworks) {
    await expect.poll(async () => (await shownBy(page, framework)).after).toBeGreaterThan(past)
    const { after, counts, verdict } = await shownBy(page, framework)
    const answer = await fetch(new URL(`/api/dashboard/${after}`, playground.url))
    expect(counts).toEqual(Object.values((await answer.json()) as object))
    expect(verdict).toBe('Matches the server')
    newest = Math.max(newest, after)
  }
  return newest
}

const loadsOf = (page: Page) =>
  Promise.all(frameworks.map(async (framework) => (await shownBy(page, framework)).loads))

async function open() {
  const visited = await playground.visit('dashboard')
  await untilStatus(visited.page, 'open')
  return { ...visited, after: await expectSameCounts(visited.page) }
}

test('a snapshot and the events after it are what the server has, and a drop that the last event ID bridges loads nothing', async () => {
  const { page, problems, after } = await open()
  const dropped = (await expectSameCounts(page, after + 20)) + 20
  await page.locator('[data-failure=drop]').click()
  await untilHappened(page, 'dashboard reconnecting')
  await untilStatus(page, 'open')
  await expectSameCounts(page, dropped)
  expect(await loadsOf(page)).toEqual([1, 1])
  expect(problems).toEqual([])
})

test(
  'after each failure the numbers are those of the server again, loaded again where the outage was too long to replay',
  { timeout: 240_000 },
  async () => {
    const { page, problems } = await open()
    for (const failure of ['badGateway', 'unavailable', 'limited', 'slowHeaders', 'offline']) {
      await page.locator('[data-timeline]').evaluate((list) => list.replaceChildren())
      const loads = await loadsOf(page)
      await page.locator(`[data-failure=${failure}]`).click()
      await untilHappened(page, 'dashboard reconnecting')
      // The others tell how long they last.
      if (['badGateway', 'slowHeaders'].includes(failure)) await playground.endFailure(failure)
      await untilStatus(page, 'open', 60_000)
      if (failure === 'offline')
        await expect.poll(() => loadsOf(page)).toEqual(loads.map((count) => count + 1))
      const { after } = await shownBy(page, 'react')
      await expectSameCounts(page, after + 20)
    }
    expect(problems).toEqual([])
  },
)
