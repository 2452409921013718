/**
 * Milliseconds on a clock that only goes forward. `Date.now()` jumps when a person or a time server
 * sets it.
 */
export const now = (): number => performance.now()

/**
 * Starts a measurement, and returns a function that ends it with the milliseconds that have passed.
 * Of two clocks the one that went further counts: the first may stand still while the machine
 * sleeps, and the other may be set back.
 */
export function stopwatch(): () => number {
  const start = now()
  const date = Date.now()
  return () => Math.round(Math.max(now() - start, Date.now() - date))
}
