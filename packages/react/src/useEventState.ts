import type { Decoders, Reducers, ServerEvent, SourceOptions } from '@use-event-source/core'
import { constant, createEventState, text } from '@use-event-source/core'
import { useInsertionEffect } from 'react'
import { useKeyed } from './useKeyed.ts'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { Source, TextOptions, Url } from './useSource.ts'

/** Adds up the events of a URL: with no `events` among the options, the data is the text that came. */
export function useEventState<State, K extends string>(
  source: Url,
  initial: State,
  reducers: { readonly [T in K]: (state: State, event: ServerEvent<T, string>) => State },
  options?: TextOptions,
): State
/**
 * Adds up the events of a stream to a state, outside of rendering, so that none is lost between two renders.
 *
 * It is always the newest reducers that are called, for the event types of the first ones. Another stream begins with the
 * initial state again.
 *
 * @example
 * const log = useEventState(source, [] as Line[], { line: (log, event) => [...log.slice(-99), event.data] })
 */
// As for `useServerEvent`, a decoder that is written inline has to name the type of its parameter: `(raw: string) => …`.
export function useEventState<State, const D extends Decoders>(
  source: Source<D>,
  initial: State,
  reducers: Reducers<D, State>,
  options?: SourceOptions<D>,
  // A bare `State` would be inferred as '' from an initial ''.
): NoInfer<State>
export function useEventState<State>(
  source: Source<Decoders>,
  initial: State,
  reducers: object,
  options?: TextOptions | SourceOptions<Decoders>,
): State {
  const store = useSource(source, { events: textOf(reducers), ...options })
  const { state, live } = useKeyed(store, () => {
    const live = { ...reducers }
    return { live, state: store ? createEventState(store, initial, live) : constant(initial) }
  })
  useInsertionEffect(() => {
    Object.assign(live, reducers)
  })
  return useSnapshot(state)
}

const textOf = (reducers: object) => Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
