import type { ConnectionOptions } from '../connection/options.ts'
import type { Transport, TransportRequest } from './transport.ts'
import { fetchTransport } from './fetch.ts'
import { nativeTransport } from './native.ts'

/** The options that the native transport cannot honour. */
const beyondNative = [
  'method',
  'headers',
  'body',
  'retry',
  // It can time a first dial, but the browser does not tell when it dials again by itself.
  'connectTimeout',
  'idleTimeout',
  'maxEventSize',
] as const satisfies readonly (keyof ConnectionOptions)[]

/** Tells whether the browser's own `EventSource` can do all that is asked for. */
function nativeSuffices({ options, lastEventId, failures }: TransportRequest): boolean {
  if (typeof EventSource === 'undefined') return false
  // A redial of ours means that the native one has given up: only fetch can resume, and learn why.
  if (failures > 0 || (lastEventId !== '' && typeof options.url !== 'function')) return false
  return beyondNative.every((name) => options[name] === undefined)
}

/**
 * Makes the default transport: the native one dials whenever it suffices, and fetch in all other cases. What the
 * native one gives up, or could not bring back by itself, is handed over at the next dial, with the last event ID.
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
      // The browser may try once more on its own. When that fails too, our backoff is kinder to a server in trouble.
      const redialing = signal.redialing && wasOpen
      wasOpen = false
      if (!redialing) hangUp()
      emit({ ...signal, redialing })
    })
    return hangUp
  }
}
