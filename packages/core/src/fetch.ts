import { createStore } from './store/store.ts'
import type { EventSourceOptions, EventSourceStore } from './store/store.ts'
import { fetchTransport } from './transports/fetch.ts'

const defaultTransport = /* @__PURE__ */ fetchTransport()

/** Is `createEventSource` with `fetch` as its only transport, for pages that count bytes. */
export function createEventSource<Events>(
  options: EventSourceOptions<Events>,
): EventSourceStore<Events> {
  return createStore(options, defaultTransport)
}
