import type { RawEvent, Signal } from '@use-event-source/core'
import type { Announcements } from '@use-event-source/core/tools'
import { maskText } from './mask.ts'
import type { EventEntry } from './streamLog.ts'

/** How much of the data of an event is kept, in characters. */
const longest = 20_000

/** Makes entries of signals, and adds to them what decoders make of their events. */
export interface EventEntries {
  /** Returns the entry of a signal, or `null` where it has none. */
  entryOf(signal: Signal, order: number): EventEntry | null
  decoded(announcement: Announcements['decoded']): void
  /** The event as it came, to replay it. */
  originalOf(entry: EventEntry): RawEvent | undefined
  /** What a decoder made of it. */
  valueOf(entry: EventEntry): unknown
}

export function createEventEntries(): EventEntries {
  // Beside the entries, which are without secrets, and gone with them.
  const originals = new WeakMap<EventEntry, RawEvent>()
  const values = new WeakMap<EventEntry, unknown>()
  const byEvent = new WeakMap<RawEvent, EventEntry>()
  // The event that is on its way: with `idOf` the stores get a copy of it.
  let latest: EventEntry | null = null

  function entryFor({ raw }: RawEvent) {
    const isLatest = latest && originals.get(latest)?.raw === raw
    return isLatest ? latest : null
  }

  return {
    entryOf(signal, order) {
      const place = { order, at: Date.now(), outcome: 'unread', reason: '' } as const
      switch (signal.kind) {
        case 'event': {
          const { type, raw, lastEventId } = signal.event
          const short = raw.length > longest ? `${raw.slice(0, longest)}…` : raw
          latest = { ...place, kind: 'event', type, raw: maskText(short), lastEventId }
          originals.set(latest, signal.event)
          byEvent.set(signal.event, latest)
          return latest
        }
        case 'retry':
          return { ...place, kind: 'retry', type: '', raw: `${signal.delay}`, lastEventId: '' }
        case 'id':
          return { ...place, kind: 'id', type: '', raw: '', lastEventId: signal.lastEventId }
        case 'comment':
          return { ...place, kind: 'comment', type: '', raw: '', lastEventId: '' }
        default:
          return null
      }
    },
    decoded({ event, refused, value }) {
      const entry = byEvent.get(event) ?? entryFor(event)
      if (!entry) return
      // Of several decoders, a refusal counts.
      if (refused) {
        entry.outcome = 'refused'
        entry.reason = maskText(value instanceof Error ? value.message : String(value))
      } else if (entry.outcome === 'unread') {
        entry.outcome = 'decoded'
        values.set(entry, value)
      }
    },
    originalOf: (entry) => originals.get(entry),
    valueOf: (entry) => values.get(entry),
  }
}
