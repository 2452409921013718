import type { RawEvent, Signal } from '@use-event-source/core'
import type { Announcements } from '@use-event-source/core/tools'

/** The signals that are parts of the event stream. */
type StreamSignal = Extract<Signal, { readonly kind: 'event' | 'comment' | 'retry' | 'id' }>

/**
 * A part of the event stream as it came, with its secrets: ten thousand of them come in a burst, so
 * nothing is done to one before `entryOf` makes of it what may be shown.
 */
export interface EventRecord {
  /** Grows over all entries of all streams. */
  readonly order: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly signal: StreamSignal
  /** What became of it; `unread` where no decoder was asked. */
  outcome: 'unread' | 'decoded' | 'refused'
  /** What a decoder made of it, or threw. */
  value: unknown
}

/** Returns the event of a record as it came; `null` for the other parts of a stream. */
export const eventOf = ({ signal }: EventRecord): RawEvent | null =>
  signal.kind === 'event' ? signal.event : null

/** Makes records of signals, and adds to them what decoders make of their events. */
export interface EventRecords {
  /** Returns the record of a signal, or `null` where it has none. */
  recordOf(signal: Signal, order: number): EventRecord | null
  decoded(announcement: Announcements['decoded']): void
}

/** How many events that were not decoded yet are looked for when they are: a lingering store holds them. */
const mostHeld = 1000

export function createEventRecords(): EventRecords {
  /** That of the event that is on its way to its listeners. */
  let latest: EventRecord | null = null
  let latestEvent: RawEvent | null = null
  const held = new Map<RawEvent, EventRecord>()
  /** The time of what comes in one piece: the clock would cost a third of all that is done here. */
  let now = 0

  function readClock() {
    now = Date.now()
    queueMicrotask(() => (now = 0))
    return now
  }

  function hold() {
    if (latest?.outcome !== 'unread') return
    held.set(latestEvent!, latest)
    if (held.size > mostHeld) held.delete(held.keys().next().value!)
  }

  function recordFor(event: RawEvent) {
    // With `idOf` the stores get a copy of the event.
    return latestEvent === event || latestEvent?.raw === event.raw ? latest : held.get(event)
  }

  return {
    recordOf(signal, order) {
      const { kind } = signal
      if (kind !== 'event' && kind !== 'comment' && kind !== 'retry' && kind !== 'id') return null
      const record: EventRecord = {
        order,
        at: now || readClock(),
        signal,
        outcome: 'unread',
        value: undefined,
      }
      if (kind !== 'event') return record
      hold()
      latestEvent = signal.event
      return (latest = record)
    },
    decoded({ event, refused, value }) {
      const record = recordFor(event)
      if (!record) return
      if (record !== latest) held.delete(event)
      // Of several decoders, a refusal counts.
      if (!refused && record.outcome !== 'unread') return
      record.outcome = refused ? 'refused' : 'decoded'
      record.value = value
    },
  }
}
