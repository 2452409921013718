import { createStore } from './store/store.ts'
import type { EventSourceOptions, EventSourceStore } from './store/store.ts'
import { nativeTransport } from './transports/native.ts'

const defaultTransport = /* @__PURE__ */ nativeTransport()

/**
 * Is `createEventSource` with the browser's own `EventSource` as its only transport, for pages that
 * count bytes.
 */
export function createEventSource<Events>(
  options: EventSourceOptions<Events>,
): EventSourceStore<Events> {
  return createStore(options, defaultTransport)
}
