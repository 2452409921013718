import type { RawEvent, Signal } from '@use-event-source/core'
import type { Announcements } from '@use-event-source/core/tools'
import { maskText } from './mask.ts'
import type { EventEntry } from './streamLog.ts'

/** How much of the data of an event is kept, in characters. */
const longest = 20_000

/** How many events that were not decoded yet are looked for when they are: a lingering store holds them. */
const mostHeld = 1000

/**
 * An entry with its plain data, and in private fields what no export may have. One shape for all: ten
 * thousand of them come in a burst.
 */
class FullEntry implements EventEntry {
  readonly at: number = Date.now()
  outcome: EventEntry['outcome'] = 'unread'
  reason = ''
  readonly order: number
  readonly kind: EventEntry['kind']
  readonly type: string
  readonly raw: string
  readonly lastEventId: string
  readonly #original: RawEvent | null
  #value: unknown = undefined

  constructor(
    order: number,
    kind: EventEntry['kind'],
    { type, raw, lastEventId }: RawEvent,
    original: RawEvent | null,
  ) {
    this.order = order
    this.kind = kind
    this.type = type
    this.raw = raw
    this.lastEventId = lastEventId
    this.#original = original
  }

  get original() {
    return this.#original
  }

  get value() {
    return this.#value
  }

  decoded(value: unknown) {
    this.outcome = 'decoded'
    this.#value = value
  }
}

/** Makes entries of signals, and adds to them what decoders make of their events. */
export interface EventEntries {
  /** Returns the entry of a signal, or `null` where it has none. */
  entryOf(signal: Signal, order: number): EventEntry | null
  decoded(announcement: Announcements['decoded']): void
}

/** Returns the event of an entry as it came, to replay it. */
export const originalOf = (entry: EventEntry): RawEvent | null => (entry as FullEntry).original

/** Returns what a decoder made of an event. */
export const valueOf = (entry: EventEntry): unknown => (entry as FullEntry).value

export function createEventEntries(): EventEntries {
  /** The event that is on its way to its listeners. */
  let latest: FullEntry | null = null
  const held = new Map<RawEvent, FullEntry>()

  function hold() {
    if (latest?.outcome !== 'unread') return
    held.set(latest.original!, latest)
    if (held.size > mostHeld) held.delete(held.keys().next().value!)
  }

  function entryFor(event: RawEvent) {
    // With `idOf` the stores get a copy of the event.
    return latest?.original?.raw === event.raw ? latest : held.get(event)
  }

  return {
    entryOf(signal, order) {
      switch (signal.kind) {
        case 'event': {
          const { type, raw, lastEventId } = signal.event
          const short = raw.length > longest ? `${raw.slice(0, longest)}…` : raw
          hold()
          const masked = { type, raw: maskText(short), lastEventId }
          return (latest = new FullEntry(order, 'event', masked, signal.event))
        }
        case 'retry':
          return new FullEntry(order, 'retry', { ...nothing, raw: `${signal.delay}` }, null)
        case 'id':
          return new FullEntry(order, 'id', { ...nothing, lastEventId: signal.lastEventId }, null)
        case 'comment':
          return new FullEntry(order, 'comment', nothing, null)
        default:
          return null
      }
    },
    decoded({ event, refused, value: made }) {
      const entry = entryFor(event)
      if (!entry) return
      held.delete(event)
      // Of several decoders, a refusal counts.
      if (refused) {
        entry.outcome = 'refused'
        entry.reason = maskText(made instanceof Error ? made.message : String(made))
      } else if (entry.outcome === 'unread') entry.decoded(made)
    },
  }
}

const nothing: RawEvent = { type: '', raw: '', lastEventId: '' }
