import { clientOf, requestOf } from '../connection/client.ts'
import type { Consumer, Gap } from '../connection/consumers.ts'
import { Emitter } from '../connection/emitter.ts'
import type { Halting } from '../connection/emitter.ts'
import type { ConnectionFailure } from '../connection/failure.ts'
import type { RequestIdentity } from '../connection/identity.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import { startAt } from '../connection/position.ts'
import type { Position } from '../connection/position.ts'
import type { Connection } from '../connection/connection.ts'
import type { AbortSignalLike } from '../platform/fetchTypes.ts'
import type { startTimer } from '../platform/timer.ts'
import type { RawEvent, Transport } from '../transports/transport.ts'
import type { Holder } from './heldEvents.ts'
import type { ServerEvent } from './serverEvent.ts'
import type { Snapshot } from './snapshot.ts'
import { createSlots } from './typeSlots.ts'
import type { ReadingOptions, SlotOwner, TypeSlot } from './typeSlots.ts'
import type { Until } from './until.ts'

interface StreamOptions extends ConnectionOptions, ReadingOptions {
  readonly until?: Until | undefined
  readonly signal?: AbortSignalLike | undefined
}

/** How a store ended: by itself, or with a failure. */
interface Ending {
  readonly failure: ConnectionFailure | null
  /** Whether `until` ended it, so that all that belongs to it has come. */
  readonly isComplete?: boolean
}

/** Where something goes: the emitter of its listeners, and what they are called with. */
export interface Parcel<Value = any> {
  readonly to: Emitter<Value>
  readonly value: Value
}

/**
 * The stream of a store: all that the functions of this folder know of it. They are no methods, and
 * there is no closure for each of them, because a page may have a thousand stores.
 */
export abstract class Stream implements Consumer, SlotOwner, Halting, Holder {
  /** Its options, read when they are used, so that they may change. */
  readonly given: StreamOptions
  readonly types: readonly string[]
  request: RequestIdentity | undefined
  private readonly defaultTransport: Transport

  // Who listens.
  listenerCount = 0
  /** Called with `true` where the screen must not wait for the next frame. */
  readonly subscribers: Emitter<boolean> = new Emitter(this)
  readonly gaps: Emitter<Gap> = new Emitter(this)
  /** How often it was closed or cleared: then the calls of listeners that are under way end. */
  halts = 0

  // What it shows.
  readonly slots: ReadonlyMap<string, TypeSlot>
  newest: ServerEvent | null = null
  byType: SlotOwner['byType'] = null
  /** Built when it is read, and not for each of ten thousand events in a chunk. */
  snapshot: Snapshot | null = null

  // What it hands over.
  held: Holder['held'] = null
  isResuming = false
  /** What was held until now: listeners that come back in the same task all get it. */
  recent: Parcel[] | null = null
  /**
   * How many events and gaps were handed over: what listens to a part of the time finds out whether
   * it has missed any.
   */
  count = 0

  // The connection that it shares.
  /** `null` where it has left; with no listener it lingers. */
  joined: Connection | null = null
  /** Kept after leaving, so that a listener that comes back finds out whether it still lingers. */
  previous: Connection | null = null
  /** How far the stream had come when it left. */
  leftAt: Position
  /** Stops following the `signal`. */
  ignoreSignal: () => void = doNothing
  lingering: ReturnType<typeof startTimer> | undefined

  // How it ended.
  ending: Ending | null
  /** How often it has ended: what looks from time to time sees whether it was closed in between. */
  endingCount = 0
  /** Whether listeners wait for `connect()`: it dials, and they do not. */
  isHeldBack = false
  /** When the present status began, where no connection says so. */
  began: number | null = null

  // The clearings of its client: what came before one is another user's.
  clearings: number
  unwatch: () => void = doNothing

  // Its absence from the connection.
  wasOpen = false
  /** Whether the server was asked for what comes after the last event of this store. */
  resumes = false
  awaySince: number | null = null
  /** Whether it comes after more than its listeners have had. */
  hasDropped = false
  /** Whether a gap is part of an absence that was just reported. */
  isCovered = false

  constructor(options: StreamOptions, defaultTransport: Transport) {
    this.given = options
    this.defaultTransport = defaultTransport
    this.types = Object.keys(options.events)
    this.slots = createSlots(this.types, this)
    this.clearings = clientOf(options).clearings
    this.leftAt = firstPosition(this)
    this.ending = firstEnding(this)
  }

  options(): ConnectionOptions {
    return requestOf(this.given, this.defaultTransport)
  }

  isListening(): boolean {
    return this.listenerCount > 0
  }

  hasUntil(): boolean {
    return this.given.until !== undefined
  }

  abstract receive(event: RawEvent): void
  abstract resumed(gap: Gap): void
  abstract changed(): void
}

function doNothing() {}

export const isAborted = ({ given }: Stream): boolean => given.signal?.aborted === true

export const firstEnding = (stream: Stream): Ending | null =>
  isAborted(stream) ? { failure: null } : null

export const firstPosition = (stream: Stream): Position =>
  startAt(stream.options().lastEventId ?? '')

/** The connection that a store shows: none while it lingers. */
export const connectionOf = (stream: Stream): Connection | null =>
  stream.isListening() ? stream.joined : null

/** How long the stream is kept after the last listener, in milliseconds. */
export const lingerTimeOf = (stream: Stream): number => stream.options().linger ?? 1000

/** Whether something shows the newest event of every type. */
export const isShown = ({ subscribers }: Stream): boolean => subscribers.size() > 0

/** Tells subscribers that the store shows something else. After `close()` that is left out. */
export function tell(stream: Stream): void {
  stream.snapshot = null
  if (!stream.ending) stream.subscribers.emit(false)
}
