import type { ConnectionFailure } from '../connection/failure.ts'
import type { EventOf } from './serverEvent.ts'

/** A status, and the failure that belongs to it. */
export type ConnectionStatus =
  | { readonly status: 'idle' | 'connecting' | 'open'; readonly failure: null }
  | { readonly status: 'reconnecting'; readonly failure: ConnectionFailure }
  | { readonly status: 'closed'; readonly failure: ConnectionFailure | null }

/** The declared types: those that have a name. */
type Declared<Events> = Exclude<keyof Events & string, '*'>

/** What a store shows, whatever its status. */
export interface SnapshotData<Events> {
  /** Failures in a row without progress in between. */
  readonly failureCount: number
  /**
   * When the status began, in milliseconds since the epoch; `null` while it is the first one, as
   * before hydration.
   */
  readonly since: number | null
  /** The newest event of a declared type, or `null` before the first. */
  readonly event: EventOf<Events, Declared<Events>> | null
  /** The data of the newest event. */
  readonly data: Events[Declared<Events>] | undefined
  /** The newest event of each type; of `'*'` the newest of all types without a decoder of their own. */
  readonly latest: { readonly [Type in keyof Events & string]?: EventOf<Events, Type> }
  /** Where the server would be asked to resume. */
  readonly lastEventId: string
}

/** What a store shows. Immutable, and the same object until something changes. */
export type Snapshot<Events = any> = SnapshotData<Events> & ConnectionStatus
