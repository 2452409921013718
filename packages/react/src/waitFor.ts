import type { EventSourceStore, Readable, Snapshot } from '@use-event-source/core'
import {
  createComponentSource,
  endLinger,
  isHeldBack,
  nextFrame,
  onClear,
  paced,
  retryFailed,
  sourceKeyOf,
  withDefaults,
} from '@use-event-source/core/adapter'
import type { ComponentSource } from '@use-event-source/core/adapter'

/**
 * After how long a waiting component has to ask again, in milliseconds: React does not report
 * abandoned renders.
 */
const askAgainAfter = 5000

/** How long React may take to ask again, or to mount all that waited together, in milliseconds. */
const answerTime = 1000

/**
 * How long a stream is kept for a component that is not mounted yet, in milliseconds: something
 * else may suspend its boundary, such as code that is loaded. The request would be sent again.
 */
const mountTime = 60_000

/**
 * How long a failure is thrown to what waited, in milliseconds: React renders what has thrown once
 * more. What asks later is the retry of an error boundary.
 */
const failureTime = 100

/** A stream that components wait for. */
interface Wait {
  /** Returns a promise for as long as there is nothing to show. */
  ask(component: object): Promise<void> | null
  /** A component is mounted, and keeps the stream itself. */
  mounted(): void
  /** A component does not wait for it any more, because it waits for something else. */
  forget(component: object): void
}

/** The stores that are waited for. */
export const waits: Map<EventSourceStore, Wait> = new Map()

/**
 * Those of URLs among them: a component that is not mounted yet has no state to keep its own in.
 */
const sources = new Map<ComponentSource, unknown>()

/** Returns the one store for all that wait for the same stream, or makes it. */
export const sharedSource: typeof createComponentSource = (url, options, previous) => {
  const key = sourceKeyOf(url, options)
  for (const [source, transport] of sources)
    if (source.key === key && transport === options.transport) return source

  const source = createComponentSource(url, options, previous)
  if (!source.store || isHeldBack(source.store)) return source
  let given = options
  const shared: ComponentSource = {
    ...source,
    // What one component leaves out, another may have named.
    update: (newest) => source.update((given = withDefaults(newest, given))),
  }
  sources.set(shared, options.transport)
  return shared
}

/** What each component waited for last. */
const waitsOf = new WeakMap<object, Wait>()

/**
 * Returns a promise to wait for until a stream has something to show, or `null` if it has: an
 * event, or its end.
 *
 * It connects, and keeps the stream for what waits. Now and then the promise is fulfilled only to
 * see which components ask again: the stream is released when none does. `component` is the same
 * object in all renders of a component that is mounted.
 */
export function waitFor(store: EventSourceStore, component: object): Promise<void> | null {
  let wait = waits.get(store)
  if (!wait) {
    if (hasEvent(paced(store))) return null
    waits.set(store, (wait = createWait(store)))
  }
  if (waitsOf.get(component) !== wait) waitsOf.get(component)?.forget(component)
  waitsOf.set(component, wait)
  return wait.ask(component)
}

const hasEvent = (shown: Readable<Snapshot>) => shown.getSnapshot().event !== null
const isReady = (shown: Readable<Snapshot>) =>
  hasEvent(shown) || shown.getSnapshot().status === 'closed'

function createWait(store: EventSourceStore): Wait {
  // As the component will show it, once it is mounted.
  const shown = paced<Snapshot>(store)
  const source = [...sources.keys()].find((source) => source.store === store)
  // A request that is not GET must not be sent again, whatever has become of it.
  const mayRepeat = (source?.identity?.method ?? 'GET') === 'GET'
  const components = new Set<object>()
  let isMounted = false
  let promise: Promise<void> | null = null
  let fulfil = () => {}
  let timer: ReturnType<typeof setTimeout>

  // By itself, because `paced` would show others what waits for the next frame, and rendering must
  // not update another component.
  const leave = store.subscribe(answerIfReady)
  // What waits asks again, for the user who comes then.
  const stopWatchingClient = onClear(store, end)
  retryFailed(store)

  function endAfter(delay: number) {
    clearTimeout(timer)
    timer = setTimeout(end, delay)
  }

  function end() {
    clearTimeout(timer)
    fulfil()
    stopWatchingClient?.()
    leave()
    waits.delete(store)
    if (source) sources.delete(source)
  }

  /** How long the stream is kept for what asks now. */
  function timeToAsk() {
    if (isMounted) return answerTime
    if (hasEvent(shown) || !mayRepeat) return mountTime
    return isReady(shown) ? failureTime : answerTime
  }

  function answerIfReady() {
    if (!promise) return
    if (isReady(shown)) answer()
    // What shows this store already holds it back until the next frame.
    else if (isReady(store)) nextFrame(answerIfReady)
  }

  function answer() {
    fulfil()
    promise = null
    endAfter(timeToAsk())
  }

  const wait: Wait = {
    ask(component) {
      components.add(component)
      // A connection that others have open already has brought what it has.
      if (isReady(shown)) answer()
      else if (!promise) {
        promise = new Promise((resolve) => (fulfil = resolve))
        clearTimeout(timer)
        timer = setTimeout(answer, askAgainAfter)
      }
      return promise
    },
    mounted() {
      isMounted = true
      if (!promise) endAfter(answerTime)
    },
    forget(component) {
      components.delete(component)
      if (components.size > 0 || waits.get(store) !== wait) return
      end()
      endLinger(store)
    },
  }
  return wait
}
