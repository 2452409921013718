import type { TimedTransport } from '../transports/timed.ts'
import type { Consumers } from './consumers.ts'
import type { Dial } from './dial.ts'
import type { ReconnectRequest } from './reconnectWith.ts'
import type { StreamRenewal } from './renewal.ts'
import type { ResumePoint } from './resumePoint.ts'
import type { Schedule } from './schedule.ts'

/**
 * One stream, for all that ask for it: dialled for the first of them, hung up after the last, and
 * dialled again as the machine says. Its parts are what the functions of this folder know of it.
 */
export interface Connection extends Consumers, Schedule {
  readonly transport: TimedTransport
  readonly resumePoint: ResumePoint
  readonly renewal: StreamRenewal | undefined
  /** The latest dial: whom it was for, and what the server answered. */
  latest: Dial
  /** What the next dial sends in place of the first request, as `reconnectWith` says. */
  next: ReconnectRequest | null
  /** What the latest one sent so. */
  sent: ReconnectRequest
  /** The reconnection time that the server set, in milliseconds. */
  serverDelay: number | null
  /** Measures for how long the stream is lost. */
  sinceLoss: (() => number) | null
  /**
   * Dials immediately, where nothing was dialled or a dial would have come later; `manual` where
   * `connect()` asked for it.
   */
  connect(manual?: boolean): void
  ignoreNetwork(): void
  /** Called before it is hung up for good. */
  onIdle(): void
}
