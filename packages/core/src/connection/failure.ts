import type { Failure } from '../transports/failure.ts'

/** A failure, and what the connection does about it. */
export interface ConnectionFailure extends Failure {
  /** Whether the connection is dialled again without being asked. */
  readonly willRetry: boolean
  /**
   * When the next dial is due, in milliseconds since the epoch; `null` where only the browser or
   * the network knows.
   */
  readonly retryAt: number | null
}
