import type { ResumeStorage } from './resumePoint.ts'
import type { RetryPolicy } from './retry.ts'
import type { Transport } from '../transports/transport.ts'

/** How a connection is dialled, and kept. Read when used, never copied, so that an owner may renew its options. */
export interface ConnectionOptions {
  /** The URL of the stream, or a function of the last event ID for servers that want it as a query parameter. */
  readonly url: string | URL | ((cursor: { readonly lastEventId: string }) => string | URL)
  /** The request method. Any but GET is carried by `fetch`. @default 'GET' */
  readonly method?: string | undefined
  /** The request headers, or a function that is called at each dial. Carried by `fetch`. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** The request body, or a function that is called at each dial. Carried by `fetch`. */
  readonly body?: BodyInit | (() => BodyInit | Promise<BodyInit>) | undefined
  /** Whether cookies go to other origins too. @default false */
  readonly withCredentials?: boolean | undefined
  /** What carries the stream. @default autoTransport() */
  readonly transport?: Transport | undefined
  /**
   * What to do when the connection is lost; `false` never redials.
   *
   * @default backoff(), and `false` for a request that is not GET until the server has sent an id to resume from
   */
  readonly retry?: RetryPolicy | false | undefined
  /** How long to stay connected after the last listener has left, in milliseconds. @default 1000 */
  readonly linger?: number | undefined
  /** How long a dial may take until the server accepts, in milliseconds. Carried by `fetch`. @default Infinity */
  readonly connectTimeout?: number | undefined
  /** How long the server may be silent, comments included, in milliseconds. Carried by `fetch`. @default Infinity */
  readonly idleTimeout?: number | undefined
  /** Where to resume with the first dial. Carried by `fetch`. @default '' */
  readonly lastEventId?: string | undefined
  /** Whether to hang up while the page is hidden, and to resume with the last event ID when it is shown. @default false */
  readonly pauseWhenHidden?: boolean | undefined
  /** Where to keep the last event ID, so that a page that is loaded again resumes: `sessionStorage`, or something like it. */
  readonly resume?: ResumeStorage | undefined
  /** How many bytes one event may have. Carried by `fetch`. @default 16777216 (16 MiB) */
  readonly maxEventSize?: number | undefined
  /** Tells apart what method, URL, credentials and body do not: only equal keys share a connection. @default '' */
  readonly key?: string | undefined
}
