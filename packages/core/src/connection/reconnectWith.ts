import { messageOf } from '#development'
import type { UrlObject } from '../platform/fetchTypes.ts'
import { isPromise } from '../platform/isPromise.ts'
import type { BodyOption, HeadersOption, RawEvent } from '../transports/transport.ts'

/** Where a stream broke. */
export interface ReconnectContext {
  /** The last event ID, or the empty string. */
  readonly lastEventId: string
  /**
   * The newest event, before it is decoded; `null` before the first one, and after a reload of the
   * page.
   */
  readonly event: RawEvent | null
  /** Failures in a row, the latest included; 0 after an orderly end. */
  readonly failureCount: number
}

/**
 * The request that goes on where a stream broke. What it names replaces that part of the first
 * request.
 */
export interface ReconnectRequest {
  /**
   * The URL. The last event ID is sent as a header, too, unless this is a function: then the URL
   * carries it.
   */
  readonly url?:
    | string
    | UrlObject
    | ((resumePoint: { readonly lastEventId: string }) => string | UrlObject)
    | undefined
  /** The request method. GET drops the body of the first request. */
  readonly method?: string | undefined
  /** The request headers, or a function of them: all of them, the first ones are not added. */
  readonly headers?: HeadersOption | undefined
  /** The request body, or a function of it. */
  readonly body?: BodyOption | undefined
}

/**
 * Answers a stream that broke with the request that goes on, or with `null` where there is nothing
 * to go on with. Any other answer, or an exception, ends the stream.
 */
export type ReconnectWith = (context: ReconnectContext) => ReconnectRequest | null

/**
 * Asks `reconnectWith`.
 *
 * @throws what it throws, and a TypeError where it answers neither with a request nor with `null`.
 */
export function askReconnectWith(
  reconnectWith: ReconnectWith,
  context: ReconnectContext,
): ReconnectRequest | null {
  const answer: unknown = reconnectWith(context)
  if (typeof answer !== 'object' || isPromise(answer))
    throw new TypeError(
      messageOf('reconnect-invalid', isPromise(answer) ? 'a promise' : typeof answer),
    )
  return answer
}
