import { maskText, readable } from './mask.ts'
import { forgotten } from './eventRecord.ts'
import type { EventRecord } from './eventRecord.ts'

/** One event, or another part of the event stream, without its secrets. */
export interface EventEntry {
  readonly order: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly kind: EventRecord['signal']['kind']
  /** The event type; empty for the other parts. */
  readonly type: string
  /** The data; of `retry` the milliseconds. */
  readonly raw: string
  readonly lastEventId: string
  readonly outcome: EventRecord['outcome']
  /** Why a decoder refused it. */
  readonly reason: string
}

/** How much of the data of an event is shown, in characters. */
const longest = 20_000

/** Returns what may be shown of a record. */
export function entryOf(record: EventRecord): EventEntry {
  const { order, at, signal, outcome, value } = record
  return {
    order,
    at,
    kind: signal.kind,
    ...textsOf(signal),
    outcome,
    reason: outcome === 'refused' ? maskText(messageOf(value)) : '',
  }
}

/** Returns what a decoder made of an event, as a person reads it; `null` where it is no longer kept. */
export const decodedText = ({ value }: EventRecord): string | null =>
  value === forgotten ? null : readable(value)

function textsOf(signal: EventRecord['signal']): Pick<EventEntry, 'type' | 'raw' | 'lastEventId'> {
  switch (signal.kind) {
    case 'event': {
      const { type, raw, lastEventId } = signal.event
      const short = raw.length > longest ? `${raw.slice(0, longest)}…` : raw
      return { type, raw: maskText(short), lastEventId }
    }
    case 'retry':
      return { type: '', raw: `${signal.delay}`, lastEventId: '' }
    case 'id':
      return { type: '', raw: '', lastEventId: signal.lastEventId }
    case 'comment':
      return { type: '', raw: '', lastEventId: '' }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
