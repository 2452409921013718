import { createComponentSource, sourceKeyOf } from '@use-event-source/core'
import type { Decoders, EventSourceStore, ComponentSource, Registry, SourceOptions } from '@use-event-source/core'

/** After how long a component that waits has to ask again, in milliseconds: React does not tell who has given up. */
const patience = 5000

/** How long a stream is kept for who was told to ask again, or to mount, in milliseconds. */
const grace = 1000

/** The stores that are waited for, and how to ask each of them. */
export const waits: Map<unknown, () => Promise<void> | null> = new Map()

/** Those of URLs among them: a component that is not mounted yet has no state to keep its own in. */
const sources = new Map<Pick<ComponentSource<never>, 'key'> & { readonly store: unknown }, Registry | undefined>()

/** Returns the one store for all who wait for the same stream, or makes it. */
export function sharedSource<D extends Decoders>(
  url: string | URL,
  options: SourceOptions<D>,
  previous?: ComponentSource<D> | null,
): ComponentSource<D> {
  const key = sourceKeyOf(url, options)
  for (const [live, registry] of sources) {
    if (live.key === key && registry === options.registry) return live as ComponentSource<D>
  }
  const live = createComponentSource(url, options, previous)
  sources.set(live, options.registry)
  return live
}

/**
 * Returns a promise to wait for until there is something to show of a stream, or `null` if there is: an event, or the end.
 *
 * It dials, and keeps the stream for who waits. Every now and then the promise is fulfilled for no other reason than to
 * see who asks again: the stream is let go when nobody does.
 */
export function waitFor<D extends Decoders>(store: EventSourceStore<D>): Promise<void> | null {
  return isThere(store) ? null : (waits.get(store) ?? startWait(store))()
}

function isThere<D extends Decoders>(store: EventSourceStore<D>): boolean {
  const { event, status } = store.getSnapshot()
  return event !== null || status === 'closed'
}

function startWait<D extends Decoders>(store: EventSourceStore<D>): () => Promise<void> | null {
  let promise: Promise<void> | null = null
  let fulfil = () => {}
  let timer: ReturnType<typeof setTimeout>

  const leave = store.subscribe(() => {
    if (promise && isThere(store)) answer()
  })

  function answer() {
    fulfil()
    promise = null
    clearTimeout(timer)
    timer = setTimeout(end, grace)
  }

  function end() {
    leave()
    waits.delete(store)
    for (const live of sources.keys()) if (live.store === store) sources.delete(live)
  }

  function ask() {
    // A connection that others have open already has brought what it has.
    if (isThere(store)) answer()
    else if (!promise) {
      promise = new Promise((resolve) => (fulfil = resolve))
      clearTimeout(timer)
      timer = setTimeout(answer, patience)
    }
    return promise
  }

  waits.set(store, ask)
  return ask
}
