import type { Decoders } from './decode.ts'
import type { ConnectionFailure } from '../transports/failure.ts'
import type { Phase } from '../connection/machine.ts'
import type { EventOf } from './serverEvent.ts'

/**
 * What a person is told of a connection.
 *
 * - `idle`: nobody listens, or the page is hidden and asked to wait.
 * - `connecting`: the first dial is under way.
 * - `open`: events may arrive.
 * - `reconnecting`: the connection was lost, and is coming back.
 * - `closed`: it ended, on request or for good; `failure` tells which.
 */
export type Status = 'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed'

/** What a store shows. Immutable, and the same object until something changes. */
export interface Snapshot<D extends Decoders> {
  readonly status: Status
  /** Why the connection is not open, while it is not; `null` where nothing went wrong. */
  readonly failure: ConnectionFailure | null
  /** Failures in a row without progress in between. */
  readonly failures: number
  /** The newest event, or `null` before the first. */
  readonly event: EventOf<D> | null
  /** The data of the newest event. */
  readonly data: EventOf<D>['data'] | undefined
  /** The newest event of each type. */
  readonly latest: { readonly [K in keyof D & string]?: EventOf<D, K> }
  /** Where the server would be asked to resume. */
  readonly lastEventId: string
}

/** Tells a person what a phase means to them. */
export const statusOf: { readonly [P in Phase]: Status } = {
  idle: 'idle',
  paused: 'idle',
  connecting: 'connecting',
  open: 'open',
  dropped: 'reconnecting',
  waiting: 'reconnecting',
  offline: 'reconnecting',
  redialing: 'reconnecting',
  closed: 'closed',
}
