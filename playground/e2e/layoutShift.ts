import type { Page } from 'playwright'

interface Move {
  readonly value: number
  /** What has moved. */
  readonly what: string
}

/** Lets a page write down from its beginning what moves by itself. */
export const watchMoves = (page: Page) =>
  page.addInitScript(() => {
    const moves: Move[] = []
    Object.assign(window, { moves })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        sources: { node: Node | null }[]
      })[]) {
        const what = entry.sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML : node?.textContent,
        )
        moves.push({ value: entry.value, what: what.join(' ').slice(0, 200) })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** Returns what has moved since the page was opened, or since the last call. */
export const takeMoves = (page: Page): Promise<Move[]> =>
  page.evaluate(() => (window as unknown as { moves: Move[] }).moves.splice(0))

/** Returns how far, as Lighthouse counts it, and what. */
export function sumOf(moves: readonly Move[]) {
  const distance = moves.reduce((sum, { value }) => sum + value, 0)
  return { distance, what: JSON.stringify(moves) }
}
