import type { ConnectionOptions } from '../connection/options.ts'
import type { Failure } from './failure.ts'

/** An event as it arrived, before its data is decoded. */
export interface RawEvent {
  /** The event type: the value of the `event` field, or `message`. */
  readonly type: string
  /** The data buffer: the values of the `data` fields, joined by line feeds. */
  readonly raw: string
  /** The last event ID when this event was dispatched; an event without an `id` field inherits it. */
  readonly lastEventId: string
}

/**
 * What a transport reports. Plain data, so that it survives `postMessage`.
 *
 * - `open`: the server accepted, and events may follow.
 * - `event`: an event was dispatched.
 * - `id`: the last event ID moved without an event (a block with an `id` and no `data`).
 * - `retry`: the server set the reconnection time, in milliseconds.
 * - `alive`: bytes arrived, if only a comment.
 * - `lost`: the connection is gone. With `redialing`, the browser dials again by itself and `open` may follow;
 *   otherwise it is the last signal.
 */
export type Signal =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'event'; readonly event: RawEvent }
  | { readonly kind: 'id'; readonly lastEventId: string }
  | { readonly kind: 'retry'; readonly delay: number }
  | { readonly kind: 'alive' }
  | { readonly kind: 'lost'; readonly failure: Failure; readonly redialing: boolean }

/** What a transport is asked to dial. */
export interface TransportRequest {
  /** The URL of this dial: absolute wherever the page or the worker has a base URL. */
  readonly url: string
  /** Where to resume, or the empty string. */
  readonly lastEventId: string
  /** Failures in a row before this dial; 0 for a first one. */
  readonly failures: number
  /** The options of whoever listens. Functions among them are to be called anew at each dial. */
  readonly options: ConnectionOptions
  /** Calls back for every event type that somebody listens for, now or later during this dial. */
  readonly eachType: (listener: (type: string) => void) => void
}

/**
 * Dials once, reports what happens as plain data, and returns a function that hangs up.
 *
 * A transport says `open` before any event, `lost` at most once without `redialing`, and nothing after it was hung up.
 */
export type Transport = (request: TransportRequest, emit: (signal: Signal) => void) => () => void
