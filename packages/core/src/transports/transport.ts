import type { RequestBody, RequestHeaders } from '../platform/fetchTypes.ts'
import type { Failure } from './failure.ts'

/** An event as it arrived, before its data is decoded. */
export interface RawEvent {
  /** The event type: the value of the `event` field, or `message`. */
  readonly type: string
  /** The data buffer: the values of the `data` fields, joined by line feeds. */
  readonly raw: string
  /**
   * The last event ID when this event was dispatched; an event without an `id` field inherits it.
   */
  readonly lastEventId: string
}

/** What the server answered a dial with, before the first event. */
export interface SourceResponse {
  readonly status: number
  /** The headers by their names in lower case; without `set-cookie`. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * What a transport reports. Plain data, so that it survives `postMessage`.
 *
 * - `open`: the server accepted, and events may follow. `response` is what it answered, where the
 *   transport can see it. `lastEventId` is there where the dial could not carry the requested one:
 *   the stream begins at this one.
 * - `event`: an event was dispatched.
 * - `id`: the last event ID moved without an event (a block with an `id` and no `data`).
 * - `retry`: the server set the reconnection time, in milliseconds.
 * - `alive`: bytes arrived, if only a comment.
 * - `comment`: a comment arrived, the usual heartbeat of servers.
 * - `lost`: the connection is gone. With `redialing`, the transport dials again by itself, and `open`
 *   may follow; otherwise it is the last signal. With `retryAt` (milliseconds since the epoch, or
 *   `null` where the time is not known) what follows is decided, as by the connection of another
 *   tab: no policy and no renewal acts on it.
 */
export type Signal =
  | {
      readonly kind: 'open'
      readonly url: string
      readonly response?: SourceResponse
      readonly lastEventId?: string
    }
  | { readonly kind: 'event'; readonly event: RawEvent }
  | { readonly kind: 'id'; readonly lastEventId: string }
  | { readonly kind: 'retry'; readonly delay: number }
  | { readonly kind: 'alive' }
  | { readonly kind: 'comment' }
  | {
      readonly kind: 'lost'
      readonly failure: Failure
      readonly redialing: boolean
      readonly retryAt?: number | null
    }

/** The request headers, or a function that is called at each dial. */
export type HeadersOption =
  | RequestHeaders
  | (() => RequestHeaders | undefined | Promise<RequestHeaders | undefined>)

/** The request body, or a function that is called at each dial. */
export type BodyOption =
  | RequestBody
  | (() => RequestBody | undefined | Promise<RequestBody | undefined>)

/** What a connection has decided to do after a loss. */
export interface Plan {
  readonly willRetry: boolean
  /** When it dials again, in milliseconds since the epoch; `null` where that is not known. */
  readonly retryAt: number | null
}

/** What a transport is asked to dial: what to send, its limits, and who asks. */
export interface TransportRequest {
  /** The URL of this dial, absolute. */
  readonly url: string
  /** The request method, in upper case. */
  readonly method: string
  readonly headers: HeadersOption | undefined
  readonly body: BodyOption | undefined
  /** Whether cookies go to other origins too. */
  readonly withCredentials: boolean
  /** Where to resume, or the empty string. */
  readonly lastEventId: string
  /** Whether the URL carries the last event ID, so that no header has to. */
  readonly urlHasId: boolean
  /** How long the server may take to accept, in milliseconds. */
  readonly connectTimeout: number | undefined
  /** How long the server may be silent, in milliseconds. `'auto'` is the default. */
  readonly idleTimeout: number | 'auto' | false | undefined
  /** How many bytes one event may have. */
  readonly maxEventSize: number | undefined
  /**
   * What dials again after a loss: the transport if it can, the connection by its retry policy, or
   * nothing.
   */
  readonly redial: 'transport' | 'connection' | 'never'
  /** Failures in a row before this dial; 0 for a first one. */
  readonly failureCount: number
  /** Whether `connect()` asked for this dial. */
  readonly manual: boolean
  /**
   * Equal for equal streams, in this page and in others. `null` where no value says so: with a
   * function or a binary body among the options. It holds URL and body, so it may leave the page
   * only as a hash.
   */
  readonly identity: string | null
  /** Calls back for every event type that is listened for, now or later during this dial. */
  readonly eachType: (listener: (type: string) => void) => void
  /**
   * Calls back with what the connection plans, whenever its state changes, until it dials again:
   * after a loss of this dial with what follows, and then with `null` when the stream was left.
   */
  readonly eachPlan: (listener: (plan: Plan | null) => void) => void
  /**
   * Lets the connection dial now where it would later, or not at all; `manual` as by `connect()`. The
   * same function at each dial of a connection.
   */
  readonly connect: (manual: boolean) => void
  /**
   * Says whether the stream comes from another tab from now on, which keeps its resume point in
   * `localStorage` for all of them.
   */
  readonly follow: (isFollowing: boolean) => void
}

/**
 * Dials once, reports what happens as plain data, and returns a function that hangs up.
 *
 * A transport says `open` before any event, `lost` at most once without `redialing`, and nothing
 * after it was hung up.
 */
export interface Transport {
  (request: TransportRequest, emit: (signal: Signal) => void): () => void
  /**
   * Whether it applies the time-outs of the request, and brings its stream through a frozen page, so
   * that the connection does neither.
   */
  readonly watchesItself?: boolean
}
