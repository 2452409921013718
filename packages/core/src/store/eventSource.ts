import { defaultTransport } from '../transports/default.ts'
import { createStore } from './store.ts'
import type { EventSourceOptions, EventSourceStore } from './store.ts'

/**
 * Makes a store over a stream of server-sent events.
 *
 * It connects when the first listener comes and disconnects a moment after the last one has left.
 * Stores of the same stream share one connection.
 *
 * @example
 * const prices = createEventSource({ url: '/api/prices', events: { price: json<Price>() } })
 * const off = prices.on('price', (event) => chart.add(event.data))
 *
 * @throws TypeError for a URL that cannot be parsed, for an unknown option, and for `events` that
 * name or decode nothing.
 */
export function createEventSource<Events>(
  options: EventSourceOptions<Events>,
): EventSourceStore<Events> {
  return createStore(options, defaultTransport)
}
