import { messageOf } from '#development'
import { logError } from '../platform/report.ts'
import { longestDelay } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'

/** What a retry policy can go by. */
export interface RetryContext {
  readonly failure: Failure
  /** Failures in a row without progress in between, this one included: 1 for the first. */
  readonly failureCount: number
  /** The reconnection time that the server set with a `retry` field, in milliseconds, or `null`. */
  readonly serverDelay: number | null
}

/**
 * Answers a lost connection with the milliseconds until the next dial, or with `false` to give up.
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
   * The upper bound of the random part in milliseconds. The server may ask for more.
   *
   * @default 30000
   */
  readonly max?: number
  /** How many dials in a row may fail before we give up. @default Infinity */
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

/**
 * Makes a retry policy: exponential backoff with full jitter. Each failure in a row doubles the
 * bound, and the delay is a random part of it, so that the clients of a restarted server do not
 * come back all in the same moment.
 *
 * The server's own `retry` is the least delay, with the jitter on top, and its `Retry-After` is
 * always waited for. Failures that would only repeat themselves end the connection: 204, 4xx but
 * 408, 425 and 429, a wrong content type.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#reestablish-the-connection
 */
export function backoff(options: BackoffOptions = {}): RetryPolicy {
  const { initial = 3000, max = 30_000, attempts = Infinity, random = Math.random } = options
  return ({ failure, failureCount, serverDelay }) => {
    if (!isTransient(failure) || failureCount > attempts) return false
    const bound = Math.min(max, initial * 2 ** (failureCount - 1))
    const delay = Math.max((serverDelay ?? 0) + random() * bound, failure.retryAfter ?? 0)
    return Math.min(Math.round(delay), longestDelay)
  }
}

/**
 * Asks the policy, and makes sure that a timer can keep its answer. A policy that throws ends the
 * stream.
 */
export function delayBefore(policy: RetryPolicy | false, context: RetryContext): number | false {
  try {
    const delay = policy && policy(context)
    return delay === false ? false : Math.min(Math.max(delay || 0, 0), longestDelay)
  } catch (error) {
    logError(messageOf('option-threw', 'retry'), error)
    return false
  }
}
