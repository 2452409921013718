import { createEventState, text } from '@use-event-source/core'
import type { Decoders, Readable, Reducers, SourceOptions } from '@use-event-source/core'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { computed } from 'vue'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'

/**
 * Adds up the events of a stream to a state, outside of rendering, so that none is lost between two renders.
 *
 * Another stream begins with the initial state again.
 *
 * @example
 * const log = useEventState(source, [] as Line[], { line: (log, event) => [...log.slice(-99), event.data] })
 */
export function useEventState<const D extends Decoders, State>(
  source: Source<D>,
  initial: State,
  reducers: Reducers<D, State>,
  options: MaybeRefOrGetter<SourceOptions<D>> = { events: textOf(reducers) as unknown as D },
): Readonly<ShallowRef<State>> {
  const store = useSource(source, options)
  return useSnapshot(
    computed(() => (store.value ? createEventState(store.value, initial, reducers) : constant(initial))),
  )
}

const constant = <State>(state: State): Readable<State> => ({
  getSnapshot: () => state,
  getInitialSnapshot: () => state,
  subscribe: () => () => {},
})

const textOf = (reducers: object) => Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
