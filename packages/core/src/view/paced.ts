import { announceCommit } from '#development'
import type { Readable } from '../store/readable.ts'
import { flushFrames, isFrameDue, nextFrame } from './frame.ts'

/** What the screen shows of a source until the next frame. */
interface Held<State> {
  readonly state: State
}

const pacedSources = /* @__PURE__ */ new WeakMap<Readable<any>, Readable<any>>()

/**
 * Limits notifications to one per animation frame: the first change after a pause immediately, and
 * those that follow together in the next frame. Until then the value is the one that was notified,
 * for all that show the source: a component that renders or mounts in between shows nothing newer
 * than its siblings. The pause is one of the whole page, because siblings may have stores of their
 * own for one stream.
 */
export function paced<State>(source: Readable<State>): Readable<State> {
  const before = pacedSources.get(source)
  if (before) return before
  // Without a subscription there is none: it would miss a clearing.
  let held: Held<State> | null = null
  let isBusy = false
  let subscriptions = 0
  const release = () => void (isBusy = false)
  const hold = () => (held = { state: source.getSnapshot() })

  function holdUntilFrame() {
    if (isBusy) return
    isBusy = true
    nextFrame(release)
    hold()
  }

  function subscribe(listener: () => void) {
    let subscribed = true

    function show() {
      if (!subscribed) return
      holdUntilFrame()
      shown = held
      announceCommit(source)
      listener()
    }

    // The newest of this source is shown now, so what others show must not be older.
    if (subscriptions++ === 0) flushFrames()
    else if (held?.state !== source.getSnapshot()) nextFrame(show)
    let shown = held
    const unsubscribe = source.subscribe((isUrgent) => {
      if (isUrgent) flushFrames()
      // Where another one has shown this change already, this one does, too.
      if (held === shown && (isBusy || isFrameDue())) nextFrame(show)
      else show()
    })
    shown = held ?? hold()
    return () => {
      if (!subscribed) return
      subscribed = false
      if (--subscriptions === 0) held = null
      unsubscribe()
    }
  }

  // Inherits from the source, so that a store keeps its attachment.
  const result = Object.create(source, {
    getSnapshot: { value: () => (held ? held.state : source.getSnapshot()) },
    subscribe: { value: subscribe },
  }) as Readable<State>
  pacedSources.set(source, result)
  return result
}
