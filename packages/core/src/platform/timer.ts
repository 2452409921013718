/**
 * The longest delay that a timer can keep, in milliseconds: with one more it would fire
 * immediately.
 */
export const longestDelay = 2 ** 31 - 1

/** One timer: starting it again replaces what it waited for. */
export interface Timer {
  start(delay: number, callback: () => void): void
  stop(): void
}

export function createTimer(): Timer {
  let handle: ReturnType<typeof setTimeout> | undefined
  return {
    start(delay, callback) {
      clearTimeout(handle)
      handle = setTimeout(callback, Math.min(delay, longestDelay))
    },
    stop() {
      clearTimeout(handle)
    },
  }
}

/** Returns a time-out as a timer can keep it, or `undefined` for what is no length of time. */
export const duration = (option: unknown): number | undefined =>
  typeof option === 'number' && option > 0 ? option : undefined
