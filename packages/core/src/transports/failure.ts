/**
 * Why a connection was lost, or never came to be. Plain data, so that it survives `postMessage`.
 *
 * - `network`: the server was not reached, the connection broke, or the function in `url`,
 *   `headers` or `body` failed. A native
 *   `EventSource` reports no more than this.
 * - `http`: the server answered with a `status` that is not an event stream.
 * - `protocol`: the answer was not an event stream by its content type, or the dial itself was not
 *   possible.
 * - `timeout`: nothing came for longer than `connectTimeout` or `idleTimeout` allows.
 * - `ended`: the server ended the stream in an orderly way, with 204 or by the end of the body.
 * - `decode`: an event could not be decoded. It concerns that event alone and never ends a
 *   connection.
 * - `overflow`: one event was larger than `maxEventSize`.
 * - `stream`: `until` read a failure in an event, such as an error inside an answer of 200.
 */
export type FailureKind =
  | 'network'
  | 'http'
  | 'protocol'
  | 'timeout'
  | 'ended'
  | 'decode'
  | 'overflow'
  | 'stream'

export interface Failure {
  readonly kind: FailureKind
  /**
   * For logs: what happened, in production a code with its facts. Never contains a header or a
   * token.
   */
  readonly message: string
  /** The HTTP status of the answer, where there was one and the transport can see it. */
  readonly status?: number
  /** Milliseconds that the server asked to wait, from its `Retry-After` header. */
  readonly retryAfter?: number
  /**
   * The headers of an answer that was no event stream, by their names in lower case; without
   * `set-cookie`.
   */
  readonly headers?: Readonly<Record<string, string>>
  /** The beginning of the body of such an answer, as text: at most its first 16 KiB. */
  readonly body?: string
  /**
   * `false` where an orderly end cut an event, brought none, or came before `until` answered;
   * `true` where the answer was whole.
   */
  readonly complete?: boolean
}
