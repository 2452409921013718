/**
 * The longest delay that a timer can keep, in milliseconds: with one more it would fire
 * immediately.
 */
export const longestDelay = 2 ** 31 - 1

/** Calls back after a delay, which may be longer than a timer can keep. */
export const startTimer = (delay: number, callback: () => void): ReturnType<typeof setTimeout> =>
  setTimeout(callback, Math.min(delay, longestDelay))

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
      handle = startTimer(delay, callback)
    },
    stop() {
      clearTimeout(handle)
    },
  }
}

/** Returns a time-out as a timer can keep it, or `undefined` for what is no length of time. */
export const duration = (option: unknown): number | undefined =>
  typeof option === 'number' && option > 0 ? option : undefined
