import type { RequestHeaders } from '../platform/fetchTypes.ts'
import { resolveUrl } from '../platform/url.ts'
import type { HeadersOption } from '../transports/transport.ts'
import { methodOf } from './options.ts'
import type { ConnectionOptions } from './options.ts'

/** The request of a stream, without its owner. Objects and functions stand in it as numbers. */
export interface RequestIdentity {
  readonly url: string | number
  readonly method: string
  readonly withCredentials: boolean
  readonly body: string | number
}

/** What makes two streams the same, but for their headers: see `admits`. */
export interface StreamIdentity extends RequestIdentity {
  readonly key: string
}

/**
 * Returns the identity of the stream that the options ask for. A `url` function is not called: it
 * may cost a ticket.
 */
export const identityOf = (options: ConnectionOptions): StreamIdentity => ({
  ...requestIdentityOf(options),
  key: ownerKeyOf(options),
})

export function requestIdentityOf(options: ConnectionOptions): RequestIdentity {
  const { url, withCredentials = false, body } = options
  return {
    url: typeof url === 'function' ? numberOf(url) : resolveUrl(url),
    method: methodOf(options),
    withCredentials,
    body: typeof body === 'string' ? body : numberOf(body),
  }
}

/** Whose stream the options ask for: the keys of its client and its own; empty without any. */
export function ownerKeyOf({ client, key = '' }: ConnectionOptions): string {
  const clientKey = client?.key ?? ''
  return clientKey || key ? keyOf({ clientKey, key }) : ''
}

/**
 * Whether the headers of two streams, which are the same otherwise, ask for the same user.
 *
 * Functions cannot be compared: an inline one is another at each render, and a renewed token would
 * look like another user. So they count as equal, unless `exactly`.
 */
export function sameHeaders(
  a: HeadersOption | undefined,
  b: HeadersOption | undefined,
  exactly: boolean,
): boolean {
  if (a === b) return true
  if (typeof a === 'function' || typeof b === 'function') return !exactly && typeof a === typeof b
  return plainHeadersOf(a) === plainHeadersOf(b)
}

/** For whom a stream is dialled: two of the same user may show each other's events. */
export interface StreamUser {
  /** Its keys; empty without any. */
  readonly owner: string
  readonly headers: HeadersOption | undefined
  readonly withCredentials: boolean
}

export const userOf = (options: ConnectionOptions): StreamUser => ({
  owner: ownerKeyOf(options),
  headers: options.headers,
  withCredentials: options.withCredentials ?? false,
})

/** Whether two users are known to be the same. */
export const isSameUser = (a: StreamUser, b: StreamUser): boolean =>
  a.owner === b.owner &&
  a.withCredentials === b.withCredentials &&
  (a.owner !== '' || sameHeaders(a.headers, b.headers, true))

/** Returns headers by value: names in lower case, and in order. */
function plainHeadersOf(headers: RequestHeaders | undefined): string {
  try {
    return JSON.stringify([...(new Headers(headers) as unknown as Iterable<unknown>)])
  } catch {
    // A dial will tell what is wrong with them.
    return JSON.stringify(headers)
  }
}

/**
 * Whether the options say whose stream it is, in a way that another page can compare. Without a key,
 * headers and credentials leave that open.
 */
export function hasKnownOwner(options: ConnectionOptions): boolean {
  return ownerKeyOf(options) !== '' || !(options.headers || options.withCredentials)
}

/**
 * Returns the identity in a form that means the same in another page, or `null` where there is
 * none.
 */
export function portableIdentityOf(options: ConnectionOptions): string | null {
  return isPlain(options) && hasKnownOwner(options) ? keyOf(identityOf(options)) : null
}

/** Whether URL and body are known before they are sent, and mean the same in another page. */
export const isPlain = ({ url, body }: ConnectionOptions) =>
  typeof url !== 'function' && (body === undefined || typeof body === 'string')

let lastKey = ''

/** An identity as the key of a map. Equal ones in a row, as of a list, are one text in memory. */
export function keyOf(identity: object): string {
  const key = JSON.stringify(Object.values(identity))
  return key === lastKey ? lastKey : (lastKey = key)
}

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
