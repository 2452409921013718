import { text } from '@use-event-source/core'
import type { Decoders, EventOf, SourceOptions } from '@use-event-source/core'
import type { MaybeRefOrGetter } from 'vue'
import { useSource } from './useSource.ts'
import type { Source } from './useSource.ts'
import { useSubscription } from './useSubscription.ts'

/**
 * Calls a listener for every event of a type, exactly once and in order, without rendering.
 *
 * With a URL, the data is the text that came, unless `options.events` says how to read it.
 *
 * @example
 * useServerEvent(prices, 'price', (event) => chart.add(event.data))
 */
export function useServerEvent<const D extends Decoders, K extends keyof D & string>(
  source: Source<D>,
  type: K,
  listener: (event: EventOf<D, K>) => void,
  options: MaybeRefOrGetter<SourceOptions<D>> = { events: { [type]: text } as unknown as D },
): void {
  useSubscription(useSource(source, options), (store) => store.on(type, listener))
}
