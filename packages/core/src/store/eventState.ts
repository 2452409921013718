import { createEmitter } from '../connection/emitter.ts'
import type { Readable } from './readable.ts'
import type { Leave } from './listen.ts'
import type { EventOf } from './serverEvent.ts'
import { attachmentOf } from './store.ts'
import type { EventSourceStore } from './store.ts'

/**
 * What each event type makes of the state. A reducer returns the next state, or the same one where
 * nothing changed. That of `'*'` is for the types without a decoder of their own.
 */
export type Reducers<Events, State> = {
  readonly [Type in keyof Events & string]?: (state: State, event: EventOf<Events, Type>) => State
}

type AnyReducers<State> = {
  readonly [type: string]: ((state: State, event: any) => State) | undefined
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
): Readable<State> {
  const subscribers = createEmitter<boolean>()
  let state = initial
  let stop: Leave = () => {}
  let stopWatchingClient = () => {}
  const client = () => attachmentOf(source)?.client()
  let clearings = client()?.clearings

  /** Begins again where the client was cleared: what was reduced before is another user's. */
  function refresh() {
    const now = client()?.clearings
    if (now === clearings) return
    clearings = now
    state = initial
    subscribers.emit(true)
  }

  function reduce(event: EventOf<Events>) {
    // Looked up for each event, so that a component may replace its reducers. A name that the server
    // made up may be that of a method of all objects.
    const own = Object.hasOwn(reducers, event.type)
    const reducer = (reducers as AnyReducers<State>)[own ? event.type : '*']
    const next = reducer ? reducer(state, event) : state
    if (Object.is(next, state)) return
    state = next
    subscribers.emit(false)
  }

  return {
    getSnapshot() {
      refresh()
      return state
    },
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const remove = subscribers.add(listener)
      if (subscribers.size() === 1) {
        refresh()
        stop()
        stop = source.on(Object.keys(reducers) as (keyof Events & string)[], reduce)
        stopWatchingClient = client()?.cleared.add(refresh) ?? (() => {})
      }
      return () => {
        remove()
        if (subscribers.size() > 0) return
        stopWatchingClient()
        stop(true)
      }
    },
  }
}
