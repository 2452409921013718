import { announceCommit } from '#development'
import type { Readable } from '../store/readable.ts'
import { flushFrames, nextFrame } from './frame.ts'

/** What the screen shows of a source until the next frame. */
interface Held<State> {
  readonly state: State
}

const pacedSources = /* @__PURE__ */ new WeakMap<Readable<any>, Readable<any>>()

/**
 * Limits notifications to one per animation frame: the first change after a pause immediately, and
 * those that follow together in the next frame. Until then the value is the one that was notified,
 * for all that show the source: a component that renders or mounts in between shows nothing newer
 * than its siblings.
 */
export function paced<State>(source: Readable<State>): Readable<State> {
  const before = pacedSources.get(source)
  if (before) return before
  let held: Held<State> | null = null
  let subscriptions = 0
  const release = () => void (held = null)

  function hold() {
    nextFrame(release)
    return { state: source.getSnapshot() }
  }

  function subscribe(listener: () => void) {
    let shown = held
    let subscribed = true
    subscriptions++

    function show() {
      if (!subscribed) return
      shown = held ??= hold()
      announceCommit(source)
      listener()
    }

    if (held) nextFrame(show)
    // The newest of this source is shown now, so what others show must not be older.
    else flushFrames()
    const unsubscribe = source.subscribe((isUrgent) => {
      if (isUrgent) flushFrames()
      if (held && held === shown) nextFrame(show)
      else show()
    })
    return () => {
      if (!subscribed) return
      subscribed = false
      // With no subscription, it would miss a clearing.
      if (--subscriptions === 0) release()
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
