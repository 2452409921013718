import { now } from '../platform/clock.ts'
import type { Timer } from '../platform/timer.ts'

/** Notices that nothing has come for too long. */
export interface Watchdog {
  /** Begins to watch, and takes the present moment for the last sign of life. */
  start(timeout: number): void
  /**
   * Takes note of a sign of life, and returns the milliseconds since the one before. Cheap: it is
   * called for every chunk and sets no timer.
   */
  feed(): number
}

/** How late a timer has to fire to show that the machine or the tab was asleep, in milliseconds. */
const sleepThreshold = 1000

/** How long a server may take to be heard after a late timer, in milliseconds. */
const grace = 5000

/**
 * Watches with a timer that is restarted only when it fires, and then compares the time of the last
 * sign of life.
 *
 * A late timer may stand for a sleep, after which bytes are still on their way: it is followed by
 * another, short one. It cannot be followed by a whole watch, because the timers of a hidden tab
 * are late each time.
 */
export function createWatchdog(timer: Timer, onSilence: () => void): Watchdog {
  let alive = now()

  function watch(timeout: number, delay: number, isGrace = false) {
    const due = now() + delay
    timer.start(delay, () => {
      const rest = alive + timeout - now()
      if (rest > 0) watch(timeout, rest)
      else if (!isGrace && now() - due > sleepThreshold) watch(timeout, grace, true)
      else onSilence()
    })
  }

  function feed() {
    const before = alive
    alive = now()
    return alive - before
  }

  return {
    feed,
    start(timeout) {
      feed()
      watch(timeout, timeout)
    },
  }
}
