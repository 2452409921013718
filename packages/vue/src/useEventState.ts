import { createEventState, text } from '@use-event-source/core'
import type {
  EventsOf,
  EventStateOptions,
  LateEventsOption,
  OptionsFor,
  Reducers,
  Source,
  TextEvents,
} from '@use-event-source/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { keyedComputed } from './keyedComputed.ts'
import { arePlain } from './follow.ts'
import { useReadableRef } from './useReadable.ts'
import { useSource } from './useSource.ts'
import type { ComponentStoreOptions, ComponentUrlOptions } from './useSource.ts'
import type { SubscriptionOptions } from './useSubscription.ts'
import { constant, paced, partOptions } from '@use-event-source/core/adapter'

/**
 * Reduces the events of a stream to a state, outside of rendering, so that none is lost between two
 * renders.
 *
 * Another stream begins with the initial state again. Without `events` a URL is read as text. With
 * `load` the state is loaded from the server, too, and loaded again after a gap.
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
    LateEventsOption<Events> &
      OptionsFor<S, ComponentUrlOptions, ComponentStoreOptions> &
      EventStateOptions<EventsOf<S, Events, TextEvents>, NoInfer<State>>
  >,
): Readonly<ShallowRef<State>> {
  const isPlain = arePlain(source, options)
  const store = useSource(
    isPlain,
    source,
    () => partOptions(toValue(options))[1],
    () => textOf(reducers),
  )
  // Read when they are used, so that they may change.
  const newest = () => partOptions(toValue(options))[0]
  const live = {
    get load() {
      return newest().load
    },
    get includes() {
      return newest().includes
    },
    get onGap() {
      return newest().onGap
    },
    get onLoadError() {
      return newest().onLoadError
    },
  }
  const state = keyedComputed(
    isPlain,
    () => [store.value],
    ([store]) =>
      paced(store ? createEventState(store, initial, reducers, live) : constant(initial)),
  )
  return useReadableRef(state, toValue<SubscriptionOptions | undefined>(options))
}

const textOf = (reducers: object) =>
  Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
