import { announceCommit } from '#development'
import { Emitter } from '../connection/emitter.ts'
import type { Readable } from '../store/readable.ts'
import { streamKey, streamOf } from '../store/store.ts'
import { callBack, flushFrames, frame, nextFrame, waitsForFrame } from './frame.ts'

const pacedSources = /* @__PURE__ */ new WeakMap<Readable<any>, Readable<any>>()

/**
 * Limits notifications to two per animation frame, and to one in a flood: the first change after a
 * frame immediately, and those that follow together in the next frame. Until then the value is the
 * one that was notified, for all that show the source: a component that renders or mounts in
 * between shows nothing newer than its siblings. The pace is one of the whole page, because
 * siblings may have stores of their own for one stream.
 */
export function paced<State>(source: Readable<State>): Readable<State> {
  const before = pacedSources.get(source)
  if (before) return before
  const listeners = new Emitter()
  /** What the screen shows while something listens; without it, a clearing would be missed. */
  let shown: State
  /** The frame before which the source changed last. */
  let changedIn: number
  let unsubscribe: (() => void) | undefined

  function show() {
    const state = source.getSnapshot()
    // The last listener may have left.
    if (!unsubscribe || Object.is(state, shown)) return
    shown = state
    announceCommit(source)
    listeners.emit()
  }

  function change(isUrgent?: boolean) {
    // What subscribing itself has changed, such as to `connecting`, is shown from the beginning.
    if (!unsubscribe) return
    if (isUrgent) flushFrames()
    const waits = waitsForFrame(changedIn !== frame)
    changedIn = frame
    if (waits && !isUrgent) nextFrame(show)
    else show()
  }

  function subscribe(listener: () => void) {
    if (!unsubscribe) {
      // The newest of this source is shown now, so what others show must not be older.
      callBack()
      unsubscribe = source.subscribe(change)
      shown = source.getSnapshot()
    }
    const off = listeners.add(listener)
    return () => {
      off()
      if (listeners.size() > 0) return
      unsubscribe?.()
      unsubscribe = undefined
    }
  }

  const result = {
    [streamKey]: streamOf(source),
    getSnapshot: () => (unsubscribe ? shown : source.getSnapshot()),
    getInitialSnapshot: () => source.getInitialSnapshot(),
    subscribe,
  }
  pacedSources.set(source, result)
  return result
}
