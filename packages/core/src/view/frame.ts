import { turn } from '../connection/turn.ts'
import { report } from '../platform/report.ts'

/** Counts the frames. */
export let frame = 0

// One frame for all: callbacks that run one by one would each be followed by a render of their own.
let callbacks = new Set<() => void>()
let cancel: (() => void) | undefined

/** How often something has changed since the last frame, and in which turns first and last. */
let changes = 0
let firstTurn = 0
let lastTurn = 0
/** Whether there was a flood before the last frame. */
let isFlooded = false

/** More changes than this between two frames are a flood. */
const mostCalm = 3

/** How long to wait for a frame, which a hidden page does not get, in milliseconds. */
const frameTimeout = 100

/**
 * Counts a change of a source, and returns whether it waits for the next frame. The first one after
 * a frame does not, and neither does what the same signal changes elsewhere: siblings show it
 * together. After a flood all of them wait, so that it costs one render for each frame.
 */
export function waitsForFrame(isFirstOfSource: boolean): boolean {
  schedule()
  if (changes === 0) firstTurn = turn
  if (changes === 0 || lastTurn !== turn || !isFirstOfSource) changes++
  lastTurn = turn
  return isFlooded || firstTurn !== turn || !isFirstOfSource
}

/**
 * Calls back once at the next animation frame, or a moment later where there are no frames. The
 * same function is called once per frame.
 */
export function nextFrame(callback: () => void): void {
  schedule()
  callbacks.add(callback)
}

function schedule() {
  if (cancel) return
  const timer = setTimeout(flushFrames, frameTimeout)
  const request = globalThis.requestAnimationFrame?.(flushFrames)
  cancel = () => {
    clearTimeout(timer)
    if (request !== undefined) cancelAnimationFrame(request)
  }
}

/** Runs what waits for the next frame immediately. For tests. */
export function flushFrames(): void {
  cancel?.()
  cancel = undefined
  frame++
  isFlooded = changes > mostCalm
  changes = 0
  // The one after it finds out whether the flood is over.
  if (isFlooded) schedule()
  callBack()
}

/** Calls back what waits for the next frame. The present frame goes on, and its changes still count. */
export function callBack(): void {
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
