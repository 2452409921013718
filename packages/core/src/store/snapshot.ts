import type { ConnectionFailure } from '../connection/failure.ts'
import type { Status } from '../connection/status.ts'
import type { Decoders } from './decode.ts'
import type { EventOf } from './serverEvent.ts'

/** What a store shows. Immutable, and the same object until something changes. */
export interface Snapshot<D extends Decoders> {
  readonly status: Status
  /** Why the connection is not open, while it is not; `null` where nothing went wrong. */
  readonly failure: ConnectionFailure | null
  /** Failures in a row without progress in between. */
  readonly failureCount: number
  /** When the status began, in milliseconds since the epoch; `null` while it is the first one, as before hydration. */
  readonly since: number | null
  /** The newest event, or `null` before the first. */
  readonly event: EventOf<D> | null
  /** The data of the newest event. */
  readonly data: EventOf<D>['data'] | undefined
  /** The newest event of each type. */
  readonly latest: { readonly [K in keyof D & string]?: EventOf<D, K> }
  /** Where the server would be asked to resume. */
  readonly lastEventId: string
}
