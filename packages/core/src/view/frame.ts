import { turn } from '../connection/turn.ts'
import { report } from '../platform/report.ts'

// One frame for all: callbacks that run one by one would each be followed by a render of their own.
let callbacks = new Set<() => void>()
let cancel = () => {}
/** The turn in which the next frame was asked for. */
let askedIn = 0

/** How long to wait for a frame, which a hidden page does not get, in milliseconds. */
const frameTimeout = 100

/**
 * Calls back once at the next animation frame, or a moment later where there are no frames. The
 * same function is called once per frame.
 */
export function nextFrame(callback: () => void): void {
  callbacks.add(callback)
  if (callbacks.size > 1) return
  askedIn = turn
  const timer = setTimeout(flushFrames, frameTimeout)
  const frame = globalThis.requestAnimationFrame?.(flushFrames)
  cancel = () => {
    clearTimeout(timer)
    if (frame !== undefined) cancelAnimationFrame(frame)
  }
}

/**
 * Whether something has been shown since the last frame, so that the rest waits for the next one.
 * What has been shown of the same signal does not count: all that changes with it shows it
 * together.
 */
export const isFrameDue = (): boolean => callbacks.size > 0 && askedIn !== turn

/** Runs what waits for the next frame immediately. For tests. */
export function flushFrames(): void {
  cancel()
  const due = callbacks
  callbacks = new Set()
  for (const callback of due) {
    try {
      callback()
    } catch (error) {
      report(error)
    }
  }
}
