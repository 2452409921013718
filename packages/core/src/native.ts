import { createStore } from './store/store.ts'
import type { EventSourceOptions, EventSourceStore } from './store/store.ts'
import { nativeTransport } from './transports/native.ts'
import type { Transport } from './transports/transport.ts'

let defaultTransport: Transport | undefined

/**
 * Is `createEventSource` with the browser's own `EventSource` as its only transport, for pages that
 * count bytes.
 */
export function createEventSource<Events>(
  options: EventSourceOptions<Events>,
): EventSourceStore<Events> {
  return createStore(options, options.transport ?? (defaultTransport ??= nativeTransport()))
}
