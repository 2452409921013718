import { fetchTransport } from './fetch.ts'
import { beyondNative, nativeTransport } from './native.ts'
import type { Transport, TransportRequest } from './transport.ts'

/**
 * Whether the browser's own `EventSource` can do all that is asked for. After a failure it cannot:
 * it has given up, and only fetch can learn why.
 */
const nativeSuffices = (request: TransportRequest) =>
  typeof EventSource !== 'undefined' &&
  request.failureCount === 0 &&
  request.redial === 'transport' &&
  beyondNative(request).length === 0

/**
 * Makes the default transport: the native one dials whenever it suffices, and fetch in all other
 * cases. What the native one gives up, or could not bring back by itself, is handed over at the
 * next dial, with the last event ID.
 */
export function autoTransport(): Transport {
  const native = nativeTransport()
  const viaFetch = fetchTransport()
  return (request, emit) => {
    if (!nativeSuffices(request)) return viaFetch(request, emit)
    let wasOpen = false
    const hangUp = native(request, (signal) => {
      if (signal.kind === 'open') wasOpen = true
      if (signal.kind !== 'lost') return emit(signal)
      // The browser may try once more on its own. When that fails too, our backoff is kinder to a
      // server in trouble.
      const redialing = signal.redialing && wasOpen
      wasOpen = false
      if (!redialing) hangUp()
      emit({ ...signal, redialing })
    })
    return hangUp
  }
}
