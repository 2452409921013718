import type { UrlObject } from '../platform/fetchTypes.ts'
import type { BodyOption, HeadersOption, Transport } from '../transports/transport.ts'
import type { IdOf } from './eventIds.ts'
import type { ReconnectWith } from './reconnectWith.ts'
import type { Position } from './position.ts'
import type { ResumePoint } from './resumePoint.ts'
import type { RetryPolicy } from './retry.ts'

/**
 * How a connection is dialled, and kept. Read when used, never copied, so that a component may
 * replace its options.
 */
export interface ConnectionOptions {
  /**
   * The URL of the stream, or a function of the last event ID for servers that want it as a query
   * parameter. The ID is sent as a header where the function takes no parameter.
   */
  readonly url:
    | string
    | UrlObject
    | ((resumePoint: { readonly lastEventId: string }) => string | UrlObject)
  /** The request method. Any but GET is carried by `fetch`. @default 'GET' */
  readonly method?: string | undefined
  /** The request headers, or a function that is called at each dial. Carried by `fetch`. */
  readonly headers?: HeadersOption | undefined
  /** The request body, or a function that is called at each dial. Carried by `fetch`. */
  readonly body?: BodyOption | undefined
  /** Whether cookies go to other origins too. @default false */
  readonly withCredentials?: boolean | undefined
  /** What carries the stream. @default fetchTransport() */
  readonly transport?: Transport | undefined
  /**
   * What to do when the connection is lost; `false` never reconnects.
   *
   * @default backoff(); for a request that is not GET `false`, unless `reconnectWith` is set
   */
  readonly retry?: RetryPolicy | false | undefined
  /**
   * Answers with the request that goes on where this one broke, or with `null` where there is
   * nothing to go on with: a POST that starts an answer is continued by a GET elsewhere. With it,
   * `retry` reconnects by default for other methods than GET, too, and a reload of the page goes on
   * where `resume` is set. It has to be synchronous.
   */
  readonly reconnectWith?: ReconnectWith | undefined
  /**
   * Returns the ID of an event from its data, for a server that sends no `id:`. Each ID must be
   * unique for the life of the stream: an event that a reconnect brings again is dropped. The newest
   * 10,000 are remembered.
   */
  readonly idOf?: IdOf | undefined
  /** How long to stay connected after the last listener has left, in milliseconds. @default 1000 */
  readonly linger?: number | undefined
  /**
   * How long the server may take to accept, in milliseconds. Of several components that share a
   * connection and set it, the shortest holds. Carried by `fetch`.
   *
   * @default `idleTimeout` where that is a number. Otherwise a first request has no limit, and one
   * that reconnects has a minute, or twice the longest that the server took
   */
  readonly connectTimeout?: number | undefined
  /**
   * How long the server may be silent, comments included, in milliseconds. Carried by `fetch`.
   * `'auto'` learns it from the comments that the server sends as a heartbeat: three times the
   * interval, and 20 seconds at least. `false` waits for ever. Of several components that share a
   * connection and set it, the shortest holds, and any beats `false`.
   *
   * @default 'auto'
   */
  readonly idleTimeout?: number | 'auto' | false | undefined
  /** Where to resume when first connecting. Carried by `fetch`. @default '' */
  readonly lastEventId?: string | undefined
  /**
   * Whether to disconnect while the page is hidden, and to resume with the last event ID when it is
   * shown.
   *
   * @default false
   */
  readonly pauseWhenHidden?: boolean | undefined
  /**
   * Where to keep the last event ID, so that a page that is loaded again resumes:
   * `resumeFrom(sessionStorage)`, or something like it.
   */
  readonly resume?: Resume | undefined
  /** How many bytes one event may have. Carried by `fetch`. @default 16777216 (16 MiB) */
  readonly maxEventSize?: number | undefined
  /**
   * Separates streams that method, URL, credentials and body do not: only equal keys share a
   * connection.
   *
   * @default ''
   */
  readonly key?: string | undefined
  /**
   * What this stream has in common with others: their defaults, and whom they share connections
   * with.
   *
   * @default one for the whole page, without defaults
   */
  readonly client?: EventSourceClient | undefined
}

/** Keeps the last event ID from one page load to the next. Made by `resumeFrom`, for connections. */
export interface Resume {
  /** Makes the resume point of a stream, which goes on from what is kept, or else from `start`. */
  createPoint(start: Position, options: ConnectionOptions): ResumePoint | undefined
  /** Returns the name under which an ID is kept, or `null` where nothing says whose it is. */
  nameOf(options: ConnectionOptions): string | null
  /** Removes what is kept under a name. */
  remove(name: string): void
}

/** The options that a client may set for all its streams. */
export interface ClientDefaults extends Omit<
  ConnectionOptions,
  'url' | 'method' | 'body' | 'lastEventId' | 'reconnectWith' | 'key' | 'client'
> {}

/** What streams have in common. */
export interface EventSourceClient {
  /** Who asks: part of the identity of all its streams. */
  readonly key: string
  /**
   * Replaces the defaults that are named, and keeps the others. They count for what connects from
   * now on, as in a test that sets another transport.
   */
  setDefaults(defaults: ClientDefaults): void
  /**
   * Forgets everything, as for a sign-out: ends all streams immediately, takes their events out of
   * what shows them and of what was reduced from them, and removes their stored last event IDs. The
   * next component or listener begins from scratch, and so does `connect()`.
   *
   * With `tabs: true` it clears the clients with the same `key` in other tabs, too, where they have held
   * a stream. That takes a `key`, which is read now: call it while the user is still known.
   */
  clear(options?: { readonly tabs?: boolean | undefined }): void
}

/** Returns options with defaults for those that are missing. One that is `undefined` is missing. */
export function withDefaults<Options extends object>(
  options: Options,
  defaults: Partial<Options>,
): Options {
  const all: Record<string, unknown> = { ...defaults }
  for (const [name, value] of Object.entries(options)) if (value !== undefined) all[name] = value
  return all as Options
}

/** The request method, as it is sent. */
export const methodOf = ({ method = 'GET' }: Pick<ConnectionOptions, 'method'>): string =>
  method.toUpperCase()

/**
 * Whether a request only reads. No rule of ours sends any other twice: that takes `connect()` or a
 * retry policy.
 */
export const isGet = (options: Pick<ConnectionOptions, 'method'>): boolean =>
  methodOf(options) === 'GET'
