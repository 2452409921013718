import type { Timer } from '../platform/timer.ts'

/** Notices that nothing has come for too long. */
export interface Watchdog {
  /** Begins to watch, and takes the present moment for the last sign of life. */
  start(timeout: number): void
  /** Takes note of a sign of life. Cheap: it is called for every chunk and sets no timer. */
  feed(): void
}

/** How late a timer has to fire for the machine to have been asleep, in milliseconds. */
const sleepThreshold = 1000

/**
 * Watches with a timer that is restarted only when it fires, and then compares the time of the last
 * sign of life.
 *
 * After a sleep the silence says nothing about the server: the watch restarts with its full time.
 */
export function createWatchdog(timer: Timer, onSilence: () => void): Watchdog {
  let alive = 0
  function watch(timeout: number, delay: number) {
    const due = Date.now() + delay
    timer.start(delay, () => {
      const now = Date.now()
      if (now - due > sleepThreshold) alive = now
      const rest = alive + timeout - now
      if (rest > 0) watch(timeout, rest)
      else onSilence()
    })
  }
  return {
    start(timeout) {
      alive = Date.now()
      watch(timeout, timeout)
    },
    feed() {
      alive = Date.now()
    },
  }
}
