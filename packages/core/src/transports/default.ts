import { fetchTransport } from './fetch.ts'
import { nativeTransport } from './native.ts'
import type { Transport } from './transport.ts'

const viaFetch = /* @__PURE__ */ fetchTransport()
const native = /* @__PURE__ */ nativeTransport()

/**
 * The transport of every store that names none. There is one, because only streams on the same
 * transport are shared.
 *
 * It is `fetch`. Where the answers of `fetch` have no body to read piece by piece, as in React
 * Native, it is an `EventSource`, if there is one. Decided at each dial: a polyfill may be loaded
 * after a store was made.
 */
export const defaultTransport: Transport = (request, emit) =>
  (canStream() || typeof EventSource === 'undefined' ? viaFetch : native)(request, emit)

const canStream = () => typeof Response === 'function' && 'body' in Response.prototype
