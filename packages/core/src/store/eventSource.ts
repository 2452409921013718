import type { Decoders } from './decode.ts'
import { createStore } from './store.ts'
import type { EventSourceOptions, EventSourceStore } from './store.ts'
import type { Transport } from '../transports/transport.ts'
import { autoTransport } from '../transports/auto.ts'

// One for everybody, because only streams on the same transport are shared.
let defaultTransport: Transport | undefined

/**
 * Makes a store over a stream of server-sent events.
 *
 * It dials when the first listener comes and hangs up a moment after the last one has left. Stores of the same stream
 * share one connection.
 *
 * @example
 * const prices = createEventSource({ url: '/api/prices', events: { price: json<Price>() } })
 * const off = prices.on('price', (event) => chart.add(event.data))
 *
 * @throws TypeError for a URL that cannot be parsed, for an unknown option, and for `events` that name or decode nothing.
 */
export function createEventSource<const D extends Decoders>(options: EventSourceOptions<D>): EventSourceStore<D> {
  return createStore(options, options.transport ?? (defaultTransport ??= autoTransport()))
}
