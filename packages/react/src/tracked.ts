import type { Decoders, EventSourceStore, Readable, Snapshot } from '@use-event-source/core'

/** What a component gets to see of a stream. Its properties may be destructured; reading one subscribes to it. */
export interface EventSourceView<D extends Decoders> extends Snapshot<D> {
  /** The store behind it, to hand to `useServerEvent` and `useEventState`. */
  readonly source: EventSourceStore<D> | null
  /** Dials at once: after `close()`, after a failure, or instead of waiting. */
  readonly connect: () => void
  /** Ends the stream until `connect()`: for this component where it names a URL, for all that share the store otherwise. */
  readonly close: () => void
}

const doNothing = () => {}

/**
 * Wraps what is shown of a store so that its snapshot changes only when something has changed that was read from an earlier one.
 * A component that reads `status` is not rendered by events.
 */
export function tracked<D extends Decoders>(
  source: EventSourceStore<D> | null,
  readable: Readable<Snapshot<D>>,
): Readable<EventSourceView<D>> {
  const reads = new Set<keyof Snapshot<D>>()
  const types = new Set<string>()

  function differ(a: Snapshot<D>, b: Snapshot<D>): boolean {
    for (const name of reads) if (a[name] !== b[name]) return true
    for (const type of types) if (a.latest[type] !== b.latest[type]) return true
    return false
  }

  function show(first: Snapshot<D>) {
    let shown = first
    function read<K extends keyof Snapshot<D>>(name: K): Snapshot<D>[K] {
      reads.add(name)
      return shown[name]
    }
    function createLatest() {
      return new Proxy(first.latest, {
        get: (_, type: string) => {
          types.add(type)
          return shown.latest[type]
        },
        // Whoever lists the types wants to know of new ones.
        ownKeys: () => Reflect.ownKeys(read('latest')),
        has: (_, type) => type in read('latest'),
        getOwnPropertyDescriptor: (_, type) => Reflect.getOwnPropertyDescriptor(read('latest'), type),
      })
    }
    // Most components read something else.
    let latest: Snapshot<D>['latest'] | undefined
    const view: EventSourceView<D> = {
      source,
      connect: source?.connect ?? doNothing,
      close: source?.close ?? doNothing,
      get latest() {
        return (latest ??= createLatest())
      },
      get status() {
        return read('status')
      },
      get failure() {
        return read('failure')
      },
      get failureCount() {
        return read('failureCount')
      },
      get since() {
        return read('since')
      },
      get event() {
        return read('event')
      },
      get data() {
        return read('data')
      },
      get lastEventId() {
        return read('lastEventId')
      },
    }
    return {
      view,
      /** Shows a newer snapshot in the same view, if nobody can see the difference. */
      update(next: Snapshot<D>): boolean {
        if (differ(shown, next)) return false
        shown = next
        return true
      },
    }
  }

  let current = show(readable.getSnapshot())
  // Asked for in hydration only.
  let initial: EventSourceView<D> | undefined
  return {
    getSnapshot() {
      const next = readable.getSnapshot()
      if (!current.update(next)) current = show(next)
      return current.view
    },
    getInitialSnapshot: () => (initial ??= show(readable.getInitialSnapshot()).view),
    subscribe: readable.subscribe,
  }
}
