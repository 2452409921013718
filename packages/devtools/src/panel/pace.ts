import type { Recorder } from '../recorder/recorder.ts'

/** How often it is asked whether the panel has to be drawn, in milliseconds. */
export const drawInterval = 200

/**
 * How often it is drawn when nothing happens, because times go on, and in a flood: what is drawn then
 * is gone before it is read, and a draw costs the page as much as some thousand events.
 */
const slowInterval = 1000

/** How many events since the last draw are a flood. */
const flood = 100

/** Says when the panel has to be drawn. */
export interface Pace {
  isDue(): boolean
  drawn(): void
  stop(): void
}

export function createPace(recorder: Recorder): Pace {
  let hasChanged = false
  let drawnAt = 0
  let writtenThen = 0

  /** Whether a countdown is shown. */
  const isWaiting = () =>
    recorder.streams.some((log) => recorder.observedOf(log)?.state.phase === 'waiting')

  return {
    isDue() {
      const written = recorder.written - writtenThen
      if (Date.now() - drawnAt >= slowInterval || hasChanged) return true
      return written > 0 ? written <= flood : isWaiting()
    },
    drawn() {
      hasChanged = false
      drawnAt = Date.now()
      writtenThen = recorder.written
    },
    stop: recorder.subscribe(() => (hasChanged = true)),
  }
}
