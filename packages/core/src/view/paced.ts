import { nextFrame } from './frame.ts'
import type { Readable } from '../store/readable.ts'

/**
 * Makes a value tell of its changes at the pace of the screen: of the first change after a pause at once, and of those
 * that follow together, once per animation frame. The value itself is never delayed.
 */
export function framed<State>(source: Readable<State>): Readable<State> {
  return {
    getSnapshot: source.getSnapshot,
    getInitialSnapshot: source.getInitialSnapshot,
    subscribe(listener) {
      let waiting = false
      let changed = false
      let subscribed = true

      function tell() {
        waiting = true
        changed = false
        nextFrame(() => {
          waiting = false
          if (changed && subscribed) tell()
        })
        listener()
      }

      const unsubscribe = source.subscribe(() => {
        if (waiting) changed = true
        else tell()
      })
      return () => {
        subscribed = false
        unsubscribe()
      }
    },
  }
}
