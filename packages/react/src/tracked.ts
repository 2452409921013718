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
  isSubscribed(): boolean
}

const doNothing = () => {}

/**
 * Wraps a snapshot so that it changes only when something changes that was read from an earlier
 * one. A component that reads `status` is not rendered by events.
 */
export function tracked(source: EventSourceStore | null, readable: Readable<Snapshot>): Tracked {
  const reads = new Set<keyof Snapshot>()
  const types = new Set<string>()

  function differ(a: Snapshot, b: Snapshot): boolean {
    for (const name of reads) if (a[name] !== b[name]) return true
    for (const type of types) if (a.latest[type] !== b.latest[type]) return true
    return false
  }

  function show(first: Snapshot) {
    let shown = first
    function read<K extends keyof Snapshot>(name: K): Snapshot[K] {
      reads.add(name)
      return shown[name]
    }
    function createLatest() {
      return new Proxy(first.latest, {
        get: (_, type: string) => {
          types.add(type)
          return shown.latest[type]
        },
        // Enumerating subscribes to every type.
        ownKeys: () => Reflect.ownKeys(read('latest')),
        has: (_, type) => type in read('latest'),
        getOwnPropertyDescriptor: (_, type) =>
          Reflect.getOwnPropertyDescriptor(read('latest'), type),
      })
    }
    // Made when it is read: most components read something else.
    let latest: Snapshot['latest'] | undefined
    const controls = {
      source,
      connect: source?.connect ?? doNothing,
      close: source?.close ?? doNothing,
    }
    // Its properties are its own, so that it may be spread.
    const view = new Proxy({ ...first, ...controls } as EventSourceView, {
      get(target, name: keyof EventSourceView) {
        if (name === 'latest') return (latest ??= createLatest())
        return Object.hasOwn(first, name) ? read(name as keyof Snapshot) : target[name]
      },
    })
    return {
      view,
      /** Shows a newer snapshot in the same view, if the component reads no difference. */
      update(next: Snapshot): boolean {
        if (differ(shown, next)) return false
        shown = next
        return true
      },
    }
  }

  let current = show(readable.getSnapshot())
  // Read in hydration only.
  let initial: EventSourceView | undefined
  let isSubscribed = false

  return {
    isSubscribed: () => isSubscribed,
    getSnapshot() {
      const next = readable.getSnapshot()
      if (!current.update(next)) current = show(next)
      return current.view
    },
    getInitialSnapshot: () => (initial ??= show(readable.getInitialSnapshot()).view),
    subscribe(listener) {
      const off = readable.subscribe(listener)
      if (!isSubscribed && readable.getSnapshot().status === 'closed') {
        if (source) retryFailed(source)
        // Another view, so that a component that is to throw a failure renders once more.
        current = show(readable.getSnapshot())
      }
      isSubscribed = true
      return off
    },
  }
}
