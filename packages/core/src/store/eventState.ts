import type { Decoders } from './decode.ts'
import { createEmitter } from '../connection/emitter.ts'
import type { Readable } from './readable.ts'
import type { EventOf } from './serverEvent.ts'
import type { EventSourceStore } from './store.ts'

/** What each type of event makes of the state. A reducer returns the next state, or the same one to say that nothing changed. */
export type Reducers<D extends Decoders, State> = {
  readonly [K in keyof D & string]?: (state: State, event: EventOf<D, K>) => State
}

/**
 * Adds up events to a state, outside of rendering, so that none is lost between two renders.
 *
 * It listens while somebody is subscribed to it, and keeps its state when nobody is.
 * A reducer that throws leaves the state as it was, and the error is reported.
 */
export function createEventState<D extends Decoders, State>(
  source: EventSourceStore<D>,
  initial: State,
  reducers: Reducers<D, State>,
): Readable<State> {
  const subscribers = createEmitter<void>()
  let state = initial
  let offs: (() => void)[] = []

  function fold(type: keyof D & string) {
    return source.on(type, (event) => {
      // Looked up for each event, so that an owner may renew its reducers.
      const reduce = reducers[type]
      const next = reduce ? reduce(state, event) : state
      if (Object.is(next, state)) return
      state = next
      subscribers.emit()
    })
  }

  return {
    getSnapshot: () => state,
    getInitialSnapshot: () => initial,
    subscribe(listener) {
      const remove = subscribers.add(listener)
      if (subscribers.size() === 1) offs = Object.keys(reducers).map(fold)
      return () => {
        remove()
        if (subscribers.size() > 0) return
        for (const off of offs) off()
        offs = []
      }
    },
  }
}
