'use client'

import { text } from '@use-event-source/core'
import type {
  EventsOf,
  EventStateOptions,
  LateEventsOption,
  OptionsFor,
  Reducers,
  Source,
  StoreOptions,
  TextEvents,
  UrlOptions,
} from '@use-event-source/core'
import { constant, createComponentState, partOptions } from '@use-event-source/core/adapter'
import type { ComponentState } from '@use-event-source/core/adapter'
import { useInsertionEffect } from 'react'
import { useKeyed } from './useKeyed.ts'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'

/**
 * Reduces the events of a stream to a state, outside of rendering, so that none is lost between two
 * renders.
 *
 * The newest reducers are called, for the event types that they name. Another stream begins with
 * the initial state again. Without `events` a URL is read as text, and the reducers name its types:
 * another set of them is another stream. With `load` the state is loaded from the server, too, and
 * loaded again after a gap.
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
  options?: LateEventsOption<Events> &
    OptionsFor<S, UrlOptions, StoreOptions> &
    EventStateOptions<EventsOf<S, Events, TextEvents>, NoInfer<State>>,
  // A bare `State` would be inferred as '' from an initial ''.
): NoInfer<State> {
  const [ofState, ofStream] = partOptions(options)
  const store = useSource(source, ofStream, textOf(reducers))
  const { state, update } = useKeyed<unknown, ComponentState<any, State>>(store, () =>
    store
      ? createComponentState(store, initial, reducers, ofState)
      : { state: constant(initial), update() {} },
  )
  useInsertionEffect(() => update(reducers, ofState))
  return useSnapshot(state)
}

const textOf = (reducers: object) =>
  Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
