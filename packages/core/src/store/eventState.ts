import { checkStateOptions, messageOf } from '#development'
import type { Gap } from '../connection/consumers.ts'
import { Emitter } from '../connection/emitter.ts'
import { callHandler } from '../platform/callHandler.ts'
import { logError } from '../platform/report.ts'
import { createLoading } from './loading.ts'
import type { Load } from './loading.ts'
import { createPresence } from './presence.ts'
import type { Readable } from './readable.ts'
import { reduceAll, reduceBy } from './reduce.ts'
import type { Includes, Reducers } from './reduce.ts'
import type { EventOf } from './serverEvent.ts'
import { clientOfStore, streamOf } from './store.ts'
import type { EventSourceStore } from './store.ts'
import { connectionOf } from './stream.ts'
import type { Stream } from './stream.ts'

/** Where a state comes from beside its events, and what a gap does to it. */
export interface EventStateOptions<Events, State> {
  /**
   * Loads the state as the server has it: when the stream first opens, and after each gap that no
   * last event ID bridged. Events that come meanwhile wait, and are reduced on top of it; the old
   * state is shown until then. Answer with `{ state, lastEventId }` where events have IDs, so that
   * those up to that one are left out. The IDs have to grow: see `includes` for others.
   *
   * A load that fails is tried again, with the backoff of the stream. So is one during which 10,000
   * events came, or 16 MiB of text.
   */
  readonly load?: Load<State> | undefined
  /**
   * Whether a state has an event in it already. Such an event is not reduced. Called for each event,
   * in place of comparing IDs.
   */
  readonly includes?: Includes<Events, State> | undefined
  /**
   * Returns the state after a gap, before the events that follow: the initial one where the server
   * sends everything again. A gap with an empty `lastEventId` is one in which events were missed.
   */
  readonly onGap?: ((state: State, gap: Gap) => State) | undefined
  /**
   * Called with what `load` threw, or a `RangeError` when too many events came meanwhile. It is
   * tried again all the same.
   *
   * @default writes the first error in a row to the console
   */
  readonly onLoadError?: ((error: unknown) => void) | undefined
}

/** A state that is reduced from events. */
export interface EventState<State> extends Readable<State> {
  /** Begins again with the initial state, and loads it where there is a `load`. */
  reset(): void
  /**
   * Loads the state again, as soon as the stream is open; the present one is shown meanwhile.
   * Without `load` it does nothing.
   */
  reload(): void
}

/**
 * Reduces events to a state, outside of rendering, so that none is lost between two renders.
 *
 * It listens while it has subscribers, and keeps its state when it has none. For the linger of the
 * store it goes on reducing without them, so that leaving a page and coming back loses no event.
 * A reducer that throws leaves the state as it was, and the error is reported.
 */
export function createEventState<Events, State>(
  source: EventSourceStore<Events>,
  initial: State,
  reducers: Reducers<Events, State>,
  options: EventStateOptions<Events, NoInfer<State>> = {},
): EventState<State> {
  checkStateOptions(options)
  const subscribers = new Emitter<boolean>()
  const reduce = reduceBy(reducers, options)
  let state = initial
  let stopWatching = () => {}
  const stream = () => streamOf(source)
  const client = () => clientOfStore(source)
  const isInterrupted = watchEndings(stream)
  let clearings = client()?.clearings

  function show(next: State, isUrgent = false) {
    if (Object.is(next, state)) return
    state = next
    subscribers.emit(isUrgent)
  }

  function reset() {
    presence.forget()
    loading?.request()
    show(initial, true)
  }

  /** Begins again where the client was cleared: what was reduced before is another user's. */
  function refresh() {
    const now = client()?.clearings
    if (now !== clearings) {
      clearings = now
      reset()
    }
  }

  const presence = createPresence(source, {
    listen: () =>
      source.on(Object.keys(reducers) as (keyof Events & string)[], (event) => {
        if (!loading?.keeps(event)) show(reduce(state, event))
      }),
    gap(gap) {
      if (!gap.lastEventId) loading?.request()
      if (options.onGap) show(options.onGap(state, gap))
    },
    left: () => loading?.pause(),
  })

  const loading =
    options.load &&
    createLoading<State, EventOf<Events>>({
      load: (context) => options.load!(context),
      comparesItself: () => options.includes !== undefined,
      mayLoad: () => mayLoad(stream()),
      refresh: follow,
      loaded: (loaded, events) => show(reduceAll(reduce, loaded, events)),
      failed: (error, failureCount) => tellLoadError(error, failureCount, options.onLoadError),
    })

  /** Notices what happened to the stream and its client. */
  function follow() {
    refresh()
    if (isInterrupted()) loading?.halt()
    loading?.check()
  }

  function begin() {
    refresh()
    presence.begin()
    const offs = [client()?.cleared.add(refresh), loading && source.subscribe(follow)]
    if (loading) follow()
    stopWatching = () => {
      for (const off of offs) off?.()
    }
  }

  return {
    getSnapshot() {
      refresh()
      return state
    },
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const remove = subscribers.add(listener)
      if (subscribers.size() === 1) begin()
      let subscribed = true
      return () => {
        remove()
        if (!subscribed) return
        subscribed = false
        if (subscribers.size() > 0) return
        stopWatching()
        presence.end()
      }
    },
    reset,
    reload: () => loading?.request(),
  }
}

/** Whether the events that belong to a state come, or have all come. */
function mayLoad(stream: Stream | undefined): boolean {
  if (stream?.ending) return stream.ending.isComplete === true
  return stream !== undefined && connectionOf(stream)?.state.phase === 'open'
}

/** Tells whether a stream is closed, or connected again after an end that was not seen before. */
function watchEndings(stream: () => Stream | undefined): () => boolean {
  let seen: number | undefined
  return () => {
    const { ending, endingCount } = stream() ?? {}
    if (ending) return !ending.isComplete
    // It may have missed something in between.
    const isConnectedAgain = endingCount !== seen
    seen = endingCount
    return isConnectedAgain
  }
}

/** Tells of the first failure in a row: one that lasts would fill the console. */
function tellLoadError(
  error: unknown,
  failureCount: number,
  onLoadError: ((error: unknown) => void) | undefined,
) {
  if (onLoadError) callHandler('onLoadError', () => onLoadError(error))
  else if (failureCount === 1) logError(messageOf('load-failed'), error)
}
