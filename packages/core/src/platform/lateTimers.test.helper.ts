import { onTestFinished, vi } from 'vitest'

/**
 * Makes each timer that is started from now on late, until the test is over or the returned
 * function is called: as those of a machine that sleeps, or of a hidden tab. Takes fake timers.
 *
 * @param fireAt When a timer fires that is due at a time, both in milliseconds of the page's clock.
 */
export function lateTimers(fireAt: (due: number) => number): () => void {
  const start = globalThis.setTimeout
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation((callback, delay = 0) => {
    const now = performance.now()
    return start(callback, fireAt(now + delay) - now)
  })
  onTestFinished(() => spy.mockRestore())
  return () => spy.mockRestore()
}

/** A hidden tab: its timers fire once a minute. */
export const hiddenTab = (due: number): number => Math.ceil(due / 60_000) * 60_000
