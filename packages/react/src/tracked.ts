import type { EventSourceStore, Readable, Snapshot } from '@use-event-source/core'
import { retryFailed } from '@use-event-source/core/adapter'

/** How to reach the stream that a view shows. */
export interface ViewControls<Events> {
  /** The store behind the view, to pass to `useServerEvent` and `useEventState`. */
  readonly source: EventSourceStore<Events> | null
  /** Connects immediately: after `close()`, after a failure, or instead of waiting. */
  readonly connect: () => void
  /**
   * Ends the stream until `connect()`: for this component where it names a URL, for all that share
   * the store otherwise.
   */
  readonly close: () => void
}

/**
 * What a component sees of a stream. Its properties may be destructured; reading one subscribes to
 * it.
 */
export type EventSourceView<Events = any> = Snapshot<Events> & ViewControls<Events>

/** What a component reads of a stream. */
export interface Tracked extends Readable<EventSourceView> {
  /** Whether the component has subscribed: that may connect a stream which had failed before. */
  isSubscribed: boolean
}

const doNothing = () => {}

/**
 * Wraps a snapshot so that it changes only when something changes that was read from an earlier
 * one. A component that reads `status` is not rendered by events.
 */
export function tracked(source: EventSourceStore | null, readable: Readable<Snapshot>): Tracked {
  const { connect = doNothing, close = doNothing } = source ?? {}
  const reads = new Set<keyof EventSourceView>()
  // Made for the first one: most components read something else.
  let types: Set<string> | undefined

  function differ(a: Snapshot, b: Snapshot): boolean {
    // The controls, which are read in the same way, never change.
    for (const name of reads as Set<keyof Snapshot>)
      if (name in b && a[name] !== b[name]) return true
    for (const type of types ?? []) if (a.latest[type] !== b.latest[type]) return true
    return false
  }

  function show(first: Snapshot) {
    // Its properties are its own, so that it may be spread. Assigned, because engines give a new
    // shape to each object that begins with a spread.
    const shown: EventSourceView = Object.assign({ source, connect, close }, first)
    function read<K extends keyof EventSourceView>(name: K): EventSourceView[K] {
      reads.add(name)
      return shown[name]
    }
    const createLatest = () =>
      new Proxy(first.latest, {
        get(_, type: string) {
          ;(types ??= new Set()).add(type)
          return shown.latest[type]
        },
        // Enumerating subscribes to every type.
        ownKeys: () => Reflect.ownKeys(read('latest')),
        has: (_, type) => type in read('latest'),
        getOwnPropertyDescriptor: (_, type) =>
          Reflect.getOwnPropertyDescriptor(read('latest'), type),
      })
    let latest: Snapshot['latest'] | undefined
    const view = new Proxy(shown, {
      get: (_, name: keyof EventSourceView) =>
        name === 'latest' ? (latest ??= createLatest()) : read(name),
    })
    return { shown, view }
  }

  let current = show(readable.getSnapshot())
  // Read in hydration only.
  let initial: EventSourceView | undefined

  const tracker: Tracked = {
    isSubscribed: false,
    getSnapshot() {
      const next = readable.getSnapshot()
      // The same view shows a newer snapshot in which the component reads no difference.
      if (differ(current.shown, next)) current = show(next)
      else Object.assign(current.shown, next)
      return current.view
    },
    getInitialSnapshot: () => (initial ??= show(readable.getInitialSnapshot()).view),
    subscribe(listener) {
      const off = readable.subscribe(listener)
      if (!tracker.isSubscribed && readable.getSnapshot().status === 'closed') {
        if (source) retryFailed(source)
        // Another view, so that a component that is to throw a failure renders once more.
        current = show(readable.getSnapshot())
      }
      tracker.isSubscribed = true
      return off
    },
  }
  return tracker
}
