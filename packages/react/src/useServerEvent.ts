import type { Decoders, EventOf, ServerEvent, SourceOptions } from '@use-event-source/core'
import { text } from '@use-event-source/core'
import { useEffect, useInsertionEffect, useRef } from 'react'
import { useSource } from './useSource.ts'
import type { Source, TextOptions, Url } from './useSource.ts'

/** Calls a listener for every event of a URL: with no `events` among the options, the data is the text that came. */
export function useServerEvent<K extends string>(
  source: Url,
  type: K,
  listener: (event: ServerEvent<K, string>) => void,
  options?: TextOptions,
): void
/**
 * Calls a listener for every event of a type, exactly once and in order, without rendering.
 *
 * It is always the newest listener that is called.
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
  options?: SourceOptions<D>,
): void
export function useServerEvent(
  source: Source<Decoders>,
  type: string,
  listener: (event: never) => void,
  options?: TextOptions | SourceOptions<Decoders>,
): void {
  const store = useSource(source, { events: { [type]: text }, ...options })
  const newest = useRef(listener)
  useInsertionEffect(() => {
    newest.current = listener
  })
  useEffect(() => store?.on(type, (event) => newest.current(event as never)), [store, type])
}
