import type { Readable } from '../store/readable.ts'
import { nextFrame } from './frame.ts'

/**
 * Limits notifications to one per animation frame: the first change after a pause immediately, and
 * those that follow together in the next frame. The value itself is never delayed.
 */
export function paced<State>(source: Readable<State>): Readable<State> {
  return {
    getSnapshot: source.getSnapshot,
    getInitialSnapshot: source.getInitialSnapshot,
    subscribe(listener) {
      let waiting = false
      let changed = false
      let subscribed = true

      function notifyListener() {
        waiting = true
        changed = false
        nextFrame(() => {
          waiting = false
          if (changed && subscribed) notifyListener()
        })
        listener()
      }

      const unsubscribe = source.subscribe(() => {
        if (waiting) changed = true
        else notifyListener()
      })
      return () => {
        subscribed = false
        unsubscribe()
      }
    },
  }
}
