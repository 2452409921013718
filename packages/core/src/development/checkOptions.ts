import { messageOf } from './messages.ts'
import type { EventSourceOptions } from '../store/store.ts'

const known: { readonly [K in keyof Required<EventSourceOptions<any>>]: 1 } = {
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
  signal: 1,
  client: 1,
}

/**
 * Checks the options when a store is made, where the stack still shows the mistake.
 *
 * @throws TypeError that says what to do.
 */
export function checkOptions(options: EventSourceOptions<any>): void {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name)) {
      throw new TypeError(messageOf('option-unknown', name, Object.keys(known).join(', ')))
    }
  }
  const { events, body, method = 'GET' } = options
  const types = isObject(events) ? Object.keys(events) : []
  if (types.length === 0) throw new TypeError(messageOf('events-missing'))
  for (const type of types) {
    const decoder: unknown = events[type]
    const canDecode = typeof decoder === 'function' || (isObject(decoder) && '~standard' in decoder)
    if (!canDecode) throw new TypeError(messageOf('decoder-invalid', type))
  }
  if (body !== undefined && /^(get|head)$/i.test(method))
    throw new TypeError(messageOf('body-of-get', method))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
