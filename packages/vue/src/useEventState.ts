import { constant, createEventState, text } from '@use-event-source/core'
import type { Decoders, Reducers, ServerEvent } from '@use-event-source/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { useSnapshot } from './useSnapshot.ts'
import { useSource } from './useSource.ts'
import type { ComponentOptions, Source, TextOptions, Url } from './useSource.ts'

/** Adds up the events of a URL: with no `events` among the options, the data is the text that came. */
export function useEventState<State, K extends string>(
  source: MaybeRefOrGetter<Url>,
  initial: State,
  reducers: { readonly [T in K]: (state: State, event: ServerEvent<T, string>) => State },
  options?: MaybeRefOrGetter<TextOptions>,
): Readonly<ShallowRef<State>>
/**
 * Adds up the events of a stream to a state, outside of rendering, so that none is lost between two renders.
 *
 * Another stream begins with the initial state again.
 *
 * @example
 * const log = useEventState(source, [] as Line[], { line: (log, event) => [...log.slice(-99), event.data] })
 */
// As for `useServerEvent`, a decoder that is written inline has to name the type of its parameter: `(raw: string) => …`.
export function useEventState<State, const D extends Decoders>(
  source: Source<D>,
  initial: State,
  reducers: Reducers<D, State>,
  options?: MaybeRefOrGetter<ComponentOptions<D>>,
): Readonly<ShallowRef<State>>
export function useEventState<State>(
  source: Source<Decoders>,
  initial: State,
  reducers: object,
  options: MaybeRefOrGetter<TextOptions | ComponentOptions<Decoders>> = {},
): Readonly<ShallowRef<State>> {
  const store = useSource(source, () => ({ events: textOf(reducers), ...toValue(options) }))
  return useSnapshot(
    () => (store.value ? createEventState(store.value, initial, reducers) : constant(initial)),
    toValue(options),
  )
}

const textOf = (reducers: object) => Object.fromEntries(Object.keys(reducers).map((type) => [type, text]))
