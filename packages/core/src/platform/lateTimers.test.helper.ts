import { onTestFinished, vi } from 'vitest'

const realSetTimeout = globalThis.setTimeout

/**
 * Makes each timer that is started from now on late, until the test is over or the returned
 * function is called: as those of a machine that sleeps, or of a hidden tab. Takes fake timers.
 *
 * @param fireAt When a timer fires that is due at a time, both in milliseconds of the page's clock.
 */
export function lateTimers(fireAt: (due: number) => number): () => void {
  const start = globalThis.setTimeout
  globalThis.setTimeout = ((callback: () => void, delay = 0) => {
    const now = performance.now()
    return start(callback, fireAt(now + delay) - now)
  }) as typeof setTimeout
  // The fake timers may be gone by the end of the test.
  const restore = () => void (globalThis.setTimeout = vi.isFakeTimers() ? start : realSetTimeout)
  onTestFinished(restore)
  return restore
}

/** A hidden tab: its timers fire once a minute. */
export const hiddenTab = (due: number): number => Math.ceil(due / 60_000) * 60_000
