import { isDecoder, json } from './decode.ts'
import type { EventSourceOptions } from './store.ts'
import type { Decoders } from './decode.ts'
import { resolveUrl } from './url.ts'

const known: { readonly [K in keyof Required<EventSourceOptions<Decoders>>]: 1 } = {
  url: 1,
  events: 1,
  method: 1,
  headers: 1,
  body: 1,
  withCredentials: 1,
  transport: 1,
  retry: 1,
  linger: 1,
  connectTimeout: 1,
  idleTimeout: 1,
  lastEventId: 1,
  pauseWhenHidden: 1,
  resume: 1,
  maxEventSize: 1,
  key: 1,
  until: 1,
  onInvalid: 1,
  registry: 1,
}

/**
 * Finds the mistakes of a programmer at once, where the stack still tells who made them.
 *
 * @throws TypeError that says what to do.
 */
export function checkOptions(options: EventSourceOptions<Decoders>): void {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name)) {
      throw new TypeError(`Unknown option '${name}': give some of ${Object.keys(known).join(', ')}.`)
    }
  }
  const { events, url, body, method = 'GET' } = options
  const types = typeof events === 'object' && events !== null ? Object.keys(events) : []
  if (types.length === 0)
    throw new TypeError("Name the event types in the 'events' option, such as { message: json() }.")
  for (const type of types) {
    if (!isDecoder(events[type]) || events[type] === json) {
      throw new TypeError(`Cannot decode '${type}': give json(), text, a function or a Standard Schema in 'events'.`)
    }
  }
  if (body !== undefined && /^(get|head)$/i.test(method)) {
    throw new TypeError(`A ${method} request cannot have a body: name another 'method', such as 'POST'.`)
  }
  resolveUrl(url, '')
}
