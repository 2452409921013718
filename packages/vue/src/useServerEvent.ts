import { text } from '@use-event-source/core'
import type { Decoders, EventOf, ServerEvent } from '@use-event-source/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useSource } from './useSource.ts'
import type { ComponentOptions, Source, TextOptions, Url } from './useSource.ts'
import { useSubscription } from './useSubscription.ts'

/** Calls a listener for every event of a URL: with no `events` among the options, the data is the text that came. */
export function useServerEvent<K extends string>(
  source: MaybeRefOrGetter<Url>,
  type: K,
  listener: (event: ServerEvent<K, string>) => void,
  options?: MaybeRefOrGetter<TextOptions>,
): void
/**
 * Calls a listener for every event of a type, exactly once and in order, without rendering.
 *
 * @example
 * useServerEvent(prices, 'price', (event) => chart.add(event.data))
 */
// A decoder that is written inline has to name the type of its parameter, `(raw: string) => …`, or the data is `unknown`: the
// compiler goes from left to right, and settles what the listener gets before it looks at a function whose parameter it
// would have to infer.
export function useServerEvent<const D extends Decoders, K extends keyof D & string>(
  source: Source<D>,
  type: K,
  listener: (event: EventOf<D, K>) => void,
  options?: MaybeRefOrGetter<ComponentOptions<D>>,
): void
export function useServerEvent(
  source: Source<Decoders>,
  type: string,
  listener: (event: never) => void,
  options: MaybeRefOrGetter<TextOptions | ComponentOptions<Decoders>> = {},
): void {
  const store = useSource(source, () => ({ events: { [type]: text }, ...toValue(options) }))
  useSubscription(store, (store) => store.on(type, (event) => listener(event as never)), toValue(options))
}
