import { createEventState, text } from '@use-event-source/core'
import type {
  EventsOf,
  LateEventsOption,
  OptionsFor,
  Readable,
  Reducers,
  Source,
  StoreOptions,
  TextEvents,
  UrlOptions,
} from '@use-event-source/core'
import { constant } from '@use-event-source/core/adapter'
import { useInsertionEffect } from 'react'
import { useKeyed } from './useKeyed.ts'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'

/**
 * Reduces the events of a stream to a state, outside of rendering, so that none is lost between two
 * renders.
 *
 * It is always the newest reducers that are called, for the event types of the first ones. Another
 * stream begins with the initial state again. Without `events` a URL is read as text.
 *
 * @example const log = useEventState(source, [] as Line[], { line: (log, event) =>
 * [...log.slice(-99), event.data] })
 */
// As for `useServerEvent`, a decoder that is written inline has to name the type of its parameter:
// `(raw: string) => …`.
export function useEventState<S extends Source, State, Events>(
  source: S,
  initial: State,
  reducers: Reducers<EventsOf<S, Events, TextEvents>, State>,
  options?: LateEventsOption<Events> & OptionsFor<S, UrlOptions, StoreOptions>,
  // A bare `State` would be inferred as '' from an initial ''.
): NoInfer<State> {
  const store = useSource(source, options, textOf(reducers))
  const { state, live } = useKeyed(store, () => {
    const live = { ...reducers }
    const state: Readable<State> = store
      ? createEventState(store, initial, live)
      : constant(initial)
    return { live, state }
  })
  useInsertionEffect(() => {
    Object.assign(live, reducers)
  })
  return useSnapshot<Readable<State>>(state)
}

const textOf = (reducers: object) =>
  Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
