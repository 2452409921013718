import { resolveUrl } from '../platform/url.ts'
import { methodOf } from './options.ts'
import type { ConnectionOptions } from './options.ts'

/**
 * What makes two streams the same: what the server is asked. Objects and functions stand in it as
 * numbers.
 */
export interface StreamIdentity {
  readonly url: string | number
  readonly method: string
  readonly withCredentials: boolean
  readonly body: string | number
  readonly key: string
}

/**
 * Returns the identity of the stream that the options ask for. A `url` function is not called: it
 * may cost a ticket.
 */
export function identityOf(options: ConnectionOptions): StreamIdentity {
  const { url, withCredentials = false, body, key = '' } = options
  return {
    url: typeof url === 'function' ? numberOf(url) : resolveUrl(url),
    method: methodOf(options),
    withCredentials,
    body: typeof body === 'string' ? body : numberOf(body),
    key,
  }
}

/**
 * Returns the identity in a form that means the same in another page, or `null` where there is
 * none.
 */
export function portableIdentityOf(options: ConnectionOptions): string | null {
  const { url, headers, body, key } = options
  const isPlain = typeof url !== 'function' && (body === undefined || typeof body === 'string')
  return isPlain && (headers === undefined || key !== undefined) ? keyOf(identityOf(options)) : null
}

/**
 * Returns the name under which the last event ID is stored, or `null`: the URL of a function is
 * known only when it dials.
 */
export function resumeNameOf({ url, key }: ConnectionOptions): string | null {
  return typeof url === 'function' ? (key ?? null) : resolveUrl(url)
}

/** An identity as the key of a map. */
export const keyOf = (identity: object): string => JSON.stringify(Object.values(identity))

const numbers = new WeakMap<object, number>()
let lastNumber = 0

/** Numbers objects and functions, which can be the same but never equal. */
export function numberOf(value: unknown): number {
  // Only an object is the same when it is made into one.
  if (Object(value) !== value) return 0
  const number = numbers.get(value as object) ?? ++lastNumber
  numbers.set(value as object, number)
  return number
}
