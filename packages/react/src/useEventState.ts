import type { Decoders, Reducers, SourceOptions } from '@use-event-source/core'
import { createEventState, text } from '@use-event-source/core'
import { useInsertionEffect } from 'react'
import { useKeyed } from './useKeyed.ts'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'

/**
 * Adds up the events of a stream to a state, outside of rendering, so that none is lost between two renders.
 *
 * It is always the newest reducers that are called. Another stream begins with the initial state again.
 *
 * @example
 * const log = useEventState(source, [] as Line[], { line: (log, event) => [...log.slice(-99), event.data] })
 */
export function useEventState<const D extends Decoders, State>(
  source: Source<D>,
  initial: State,
  reducers: Reducers<D, State>,
  options: SourceOptions<D> = { events: textOf(reducers) as unknown as D },
): State {
  const store = useSource(source, options)
  const { state, live } = useKeyed(store, () => {
    const live = { ...reducers }
    return { live, state: store ? createEventState(store, initial, live) : constant(initial) }
  })
  useInsertionEffect(() => {
    Object.assign(live, reducers)
  })
  return useSnapshot(state)
}

const constant = <State>(state: State) => ({
  getSnapshot: () => state,
  getInitialSnapshot: () => state,
  subscribe: () => () => {},
})

const textOf = (reducers: object) => Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
