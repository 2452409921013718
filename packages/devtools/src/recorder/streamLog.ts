import type { FailureKind } from '@use-event-source/core'
import type { ConnectionEvent, Phase } from '@use-event-source/core/tools'
import { createBounded } from './bounded.ts'
import type { Bounded } from './bounded.ts'
import { createEventLog } from './eventLog.ts'
import type { EventLog } from './eventLog.ts'
import type { TabRole } from './tabRole.ts'

/** A failure without its secrets. */
export interface LoggedFailure {
  readonly kind: FailureKind
  readonly message: string
  readonly status?: number
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter?: number
  /** When the next dial is due, in milliseconds since the epoch. */
  readonly retryAt: number | null
  readonly willRetry: boolean
  /** The beginning of the answer. */
  readonly body?: string
}

/** What the server answered a dial with. */
export interface LoggedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

interface Placed {
  /** Grows over all entries of all streams. */
  readonly order: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** One thing that happened to a stream, across all its dials. */
export type TimelineEntry = Placed &
  (
    | {
        readonly kind: 'dial'
        readonly number: number
        readonly method: string
        readonly url: string
        readonly headers: Readonly<Record<string, string>>
        readonly lastEventId: string
        /** Whether `connect()` asked for it. */
        readonly manual: boolean
      }
    | {
        readonly kind: 'step'
        readonly from: Phase
        readonly event: ConnectionEvent['type'] | null
        readonly to: Phase
        readonly failure: LoggedFailure | null
        readonly failureCount: number
        /** At the step to `open`, where the transport can see it. */
        readonly answer: LoggedAnswer | null
        /** `null` where tabs do not share the stream. */
        readonly role: TabRole | null
      }
    | {
        /** The stream is back after a loss. */
        readonly kind: 'gap'
        /** Milliseconds without the stream. */
        readonly duration: number
        /** The ID from which the server was asked to go on; empty where it was not. */
        readonly lastEventId: string
      }
    | {
        /** This tab leads or follows from now on, and the stream has stayed open. */
        readonly kind: 'role'
        readonly role: TabRole
      }
    | { readonly kind: 'end' }
  )

/** What is recorded of a stream. Only its events hold secrets, until `entryOf` hides them. */
export interface StreamLog {
  /** Counts from 1. */
  readonly id: number
  readonly method: string
  /** Absolute, with its query by name alone. */
  url: string
  /** Counts the clients; 0 for the default one. */
  readonly client: number
  readonly timeline: Bounded<TimelineEntry>
  readonly events: EventLog
  /** How many dials were made since the recorder began. */
  dials: number
  /** How many commits were counted while a panel was open. */
  commits: number
  /** The part of this tab that the timeline has shown last. */
  role: TabRole | null
  /** When it was lost, while it is not back. */
  lostAt: number | null
  isEnded: boolean
}

/** What is kept of a stream. */
const limits = {
  events: { parts: 10_000, characters: 8 * 1024 * 1024, values: 1000 },
  timeline: 500,
}

export const createStreamLog = (
  known: Pick<StreamLog, 'id' | 'method' | 'url' | 'client'>,
): StreamLog => ({
  ...known,
  timeline: createBounded(limits.timeline),
  events: createEventLog(limits.events),
  dials: 0,
  commits: 0,
  role: null,
  lostAt: null,
  isEnded: false,
})
