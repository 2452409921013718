import type { Page } from 'playwright'
import type {} from '../../scripts/engines/oneChromium.ts'
import { withoutJitter } from './browser.ts'
import { watchMoves } from './layoutShift.ts'

/**
 * Pages that a test has left. To load one again costs a third of what a new one costs: it has a
 * process, and the scripts of the pages in its cache.
 */
const left: Page[] = []

export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number } | undefined
  /** Whether nothing of the pages may be in a cache. */
  readonly isFirst?: boolean
}

/**
 * Opens a page without a past: one that another test has left, or a new one. The less of it is in
 * sight, the less is painted at each event: a window of a common size takes twice the time of this.
 */
export async function openPage({
  viewport = { width: 1024, height: 450 },
  isFirst = false,
}: PageOptions = {}): Promise<Page> {
  const old = isFirst ? undefined : left.pop()
  if (old) {
    await old.setViewportSize(viewport)
    return old
  }
  const browser = await oneChromium()
  // A bar that moves at each frame takes half of the time that a page has on a busy machine.
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
  await page.addInitScript(withoutJitter)
  await watchMoves(page)
  return page
}

/** A path of every server of tests without a page, a script or a stream. */
export const nowhere = '/api/nothing'

/** Leaves a page as a visitor does who goes to another one, and forgets what it has stored. */
export async function leavePage(page: Page, origin: string): Promise<void> {
  // It has the storage of the origin.
  await page.goto(new URL(nowhere, origin).href)
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await page.context().clearCookies()
  await page.emulateMedia({ colorScheme: 'light' })
  await page.mouse.move(0, 0)
  left.push(page)
}
