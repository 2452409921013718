import type { Decoders, EventOf, SourceOptions } from '@use-event-source/core'
import { text } from '@use-event-source/core'
import { useEffect, useInsertionEffect, useRef } from 'react'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'

/**
 * Calls a listener for every event of a type, exactly once and in order, without rendering.
 *
 * It is always the newest listener that is called. With a URL, the data is the text that came, unless `options.events`
 * says how to read it.
 *
 * @example
 * useServerEvent(prices, 'price', (event) => chart.add(event.data))
 */
export function useServerEvent<const D extends Decoders, K extends keyof D & string>(
  source: Source<D>,
  type: K,
  listener: (event: EventOf<D, K>) => void,
  options: SourceOptions<D> = { events: { [type]: text } as unknown as D },
): void {
  const store = useSource(source, options)
  const newest = useRef(listener)
  useInsertionEffect(() => {
    newest.current = listener
  })
  useEffect(() => store?.on(type, (event) => newest.current(event)), [store, type])
}
