import { createEventState, text } from '@use-event-source/core'
import type {
  EventsOf,
  LateEventsOption,
  OptionsFor,
  Reducers,
  Source,
  TextEvents,
} from '@use-event-source/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { keyedComputed } from './keyedComputed.ts'
import { useReadableRef } from './useReadable.ts'
import { useSource } from './useSource.ts'
import type { ComponentStoreOptions, ComponentUrlOptions } from './useSource.ts'
import type { SubscriptionOptions } from './useSubscription.ts'
import { constant, paced } from '@use-event-source/core/adapter'

/**
 * Reduces the events of a stream to a state, outside of rendering, so that none is lost between two
 * renders.
 *
 * Another stream begins with the initial state again. Without `events` a URL is read as text.
 *
 * @example const log = useEventState(source, [] as Line[], { line: (log, event) =>
 * [...log.slice(-99), event.data] })
 */
// As for `useServerEvent`, a decoder that is written inline has to name the type of its parameter:
// `(raw: string) => …`.
export function useEventState<S extends Source, State, Events>(
  source: MaybeRefOrGetter<S>,
  initial: State,
  reducers: Reducers<EventsOf<S, Events, TextEvents>, State>,
  options?: MaybeRefOrGetter<
    LateEventsOption<Events> & OptionsFor<S, ComponentUrlOptions, ComponentStoreOptions>
  >,
): Readonly<ShallowRef<State>> {
  const store = useSource(
    source,
    () => toValue(options),
    () => textOf(reducers),
  )
  const state = keyedComputed(
    () => [store.value],
    ([store]) => (store ? createEventState(store, initial, reducers) : constant(initial)),
  )
  return useReadableRef(() => paced(state.value), toValue<SubscriptionOptions | undefined>(options))
}

const textOf = (reducers: object) =>
  Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
