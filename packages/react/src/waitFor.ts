import type { EventSourceStore } from '@use-event-source/core'
import { createComponentSource, sourceKeyOf } from '@use-event-source/core/adapter'
import type { ComponentSource } from '@use-event-source/core/adapter'

/**
 * After how long a waiting component has to ask again, in milliseconds: React does not report
 * abandoned renders.
 */
const askAgainAfter = 5000

/**
 * How long a stream is kept for a component that is about to ask again, or to mount, in
 * milliseconds.
 */
const keptFor = 1000

/** The stores that are waited for, and how to ask each of them. */
export const waits: Map<unknown, () => Promise<void> | null> = new Map()

/**
 * Those of URLs among them: a component that is not mounted yet has no state to keep its own in.
 */
const sources = new Set<ComponentSource>()

/** Returns the one store for all that wait for the same stream, or makes it. */
export const sharedSource: typeof createComponentSource = (url, options, previous) => {
  if (url == null) return createComponentSource(url, options, previous)
  const key = sourceKeyOf(url, options)
  for (const source of sources) if (source.key === key) return source
  const source = createComponentSource(url, options, previous)
  sources.add(source)
  return source
}

/**
 * Returns a promise to wait for until a stream has something to show, or `null` if it has: an
 * event, or its end.
 *
 * It connects, and keeps the stream for what waits. Now and then the promise is fulfilled only to
 * see which components ask again: the stream is released when none does.
 */
export function waitFor(store: EventSourceStore): Promise<void> | null {
  return isReady(store) ? null : (waits.get(store) ?? startWait(store))()
}

function isReady(store: EventSourceStore): boolean {
  const { event, status } = store.getSnapshot()
  return event !== null || status === 'closed'
}

function startWait(store: EventSourceStore): () => Promise<void> | null {
  let promise: Promise<void> | null = null
  let fulfil = () => {}
  let timer: ReturnType<typeof setTimeout>

  const leave = store.subscribe(() => {
    if (promise && isReady(store)) answer()
  })

  function answer() {
    fulfil()
    promise = null
    clearTimeout(timer)
    timer = setTimeout(end, keptFor)
  }

  function end() {
    leave()
    waits.delete(store)
    for (const source of sources) if (source.store === store) sources.delete(source)
  }

  function ask() {
    // A connection that others have open already has brought what it has.
    if (isReady(store)) answer()
    else if (!promise) {
      promise = new Promise((resolve) => (fulfil = resolve))
      clearTimeout(timer)
      timer = setTimeout(answer, askAgainAfter)
    }
    return promise
  }

  waits.set(store, ask)
  return ask
}
