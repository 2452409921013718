import { longestDelay } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'

/** What a retry policy can go by. */
export interface RetryContext {
  readonly failure: Failure
  /**
   * Failures in a row without progress in between, this one included: 1 for the first. 0 for an
   * orderly end, which is none.
   */
  readonly failureCount: number
  /** The reconnection time that the server set with a `retry` field, in milliseconds, or `null`. */
  readonly serverDelay: number | null
  /** How long ago the request that was lost began, in milliseconds. */
  readonly sinceDial: number
}

/**
 * Answers a lost connection with the milliseconds until the next dial, or with `false` to give up.
 * Any other answer, or an exception, leaves the decision to the default.
 */
export type RetryPolicy = (context: RetryContext) => number | false

export interface BackoffOptions {
  /**
   * The upper bound of the first delay in milliseconds, before the server's own is added. Standards
   * leave it at "a few seconds".
   *
   * @default 3000
   */
  readonly initial?: number
  /**
   * The upper bound of the random part in milliseconds. Where it is given, it bounds the server's
   * `retry`, too, and never its `Retry-After`.
   *
   * @default 30000
   */
  readonly max?: number
  /**
   * How many failures in a row are followed by another dial. An orderly end is none.
   *
   * @default Infinity
   */
  readonly attempts?: number
  /** A number from 0 to 1, 1 excluded. @default Math.random */
  readonly random?: () => number
}

/**
 * Statuses below 500 after which the same request may succeed: Request Timeout, Too Early, Too Many
 * Requests.
 */
const askAgainLater: readonly unknown[] = [408, 425, 429]

/**
 * Whether the same request can succeed later: after failures of the network or the server, never
 * after those of the request.
 */
export function isTransient({ kind, status = 0 }: Failure): boolean {
  if (kind === 'http') return status >= 500 || askAgainLater.includes(status)
  if (kind === 'ended') return status !== 204
  return kind === 'network' || kind === 'timeout'
}

/** From this age on, a stream that ends does not end alone: its server or proxy is restarting. */
const longLived = 10_000

/**
 * Makes a retry policy: exponential backoff with full jitter. Each failure in a row doubles the
 * bound, and the delay is a random part of it, so that the clients of a restarted server do not
 * come back all in the same moment.
 *
 * The server's own `retry` is the least delay, with the jitter on top, and its `Retry-After` is
 * always waited for, with a random part of it on top. An orderly end is no failure: it is followed
 * by a dial after the server's `retry`, or within `initial`. Failures that would only repeat
 * themselves end the connection: 204, 4xx but 408, 425 and 429, a wrong content type.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#reestablish-the-connection
 */
export function backoff(options: BackoffOptions = {}): RetryPolicy {
  const { initial = 3000, max = 30_000, attempts = Infinity, random = Math.random } = options

  return ({ failure, failureCount, serverDelay, sinceDial }) => {
    if (!isTransient(failure) || failureCount > attempts) return false
    const bound = (failures: number) => Math.min(max, initial * 2 ** failures)
    const asked = Math.min(serverDelay ?? 0, options.max ?? Infinity)
    const part = random()
    const age = sinceDial || 0

    const { kind, retryAfter = 0 } = failure
    const spread = Math.min(Math.max(retryAfter, 1000), 60_000)
    let delay = asked + part * bound(failureCount - 1)
    if (kind !== 'ended') delay = Math.max(delay, retryAfter && retryAfter + part * spread)
    else if (serverDelay === null) delay = Math.max(part * bound(0), bound(0) / 2 - age)
    // Clients that poll by ending each stream keep the pace that the server sets.
    else delay = asked + part * (age < longLived ? asked / 2 : bound(0))
    return Math.min(Math.round(delay), longestDelay)
  }
}
