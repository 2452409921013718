import type { Decoders, EventOf, ServerEvent, SourceOptions } from '@use-event-source/core'
import { text } from '@use-event-source/core'
import { useEffect, useInsertionEffect, useRef } from 'react'
import { useSource } from './useSource.ts'
import type { Source, Url } from './useSource.ts'

/** Calls a listener for every event of a URL: with no options, the data is the text that came. */
export function useServerEvent<K extends string>(
  source: Url,
  type: K,
  listener: (event: ServerEvent<K, string>) => void,
): void
/**
 * Calls a listener for every event of a type, exactly once and in order, without rendering.
 *
 * It is always the newest listener that is called.
 *
 * @example
 * useServerEvent(prices, 'price', (event) => chart.add(event.data))
 */
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
  options: SourceOptions<Decoders> = { events: { [type]: text } },
): void {
  const store = useSource(source, options)
  const newest = useRef(listener)
  useInsertionEffect(() => {
    newest.current = listener
  })
  useEffect(() => store?.on(type, (event) => newest.current(event as never)), [store, type])
}
