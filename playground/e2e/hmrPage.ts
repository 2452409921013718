import { expect } from 'vitest'
import { load, type Framework } from './browser.ts'
import type { startHmrServer } from './hmrServer.ts'
import { leavePage, openPage } from './visitedPages.ts'

type Server = Awaited<ReturnType<typeof startHmrServer>>

let streams = 0

/**
 * Opens the page of `fixtures/dials` on a stream of its own, and waits for its first ticks.
 *
 * @param how `shared` where tabs share the stream.
 */
export async function openHmrPage(server: Server, framework: Framework, how: '' | 'shared' = '') {
  const stream = `${framework}-${++streams}`
  const page = await openPage()
  const { problems, stop } = await load(
    page,
    `${server.url}?framework=${framework}&stream=${stream}&${how}`,
  )
  /** Waits for so many more ticks. */
  const untilMore = async (count: number) => {
    const before = await page.evaluate(() => window.received.length)
    await page.waitForFunction((least) => window.received.length >= least, before + count)
  }
  await page.waitForFunction(() => window.received?.length >= 5)
  // A page that is loaded again has forgotten this.
  await page.evaluate(() => (document.documentElement.dataset.loaded = 'once'))

  const close = () => {
    stop()
    return leavePage(page, server.url)
  }

  return {
    page,
    untilMore,
    close,
    go: (route: string) => page.getByRole('button', { name: route }).click(),
    /** How many ticks the listener has received that are not in the reduced total. */
    missingInTotal: () =>
      page.evaluate(
        () => window.received.length - Number(document.querySelector('output')?.textContent),
      ),
    /** Expects that every tick came once and in order, over one dial, to one page. */
    async expectNothingLost() {
      await untilMore(20)
      const received = await page.evaluate(() => window.received)
      expect(received).toEqual(received.map((_, index) => index + 1))
      expect(server.dials(stream)).toBe(1)
      expect(await page.locator('html[data-loaded=once]').count()).toBe(1)
      expect(problems).toEqual([])
      await close()
    },
    dials: () => server.dials(stream),
  }
}
