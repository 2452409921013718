import type { RawEvent, Signal } from '@use-event-source/core'

/** The signals that are parts of the event stream. */
export type StreamSignal = Extract<Signal, { readonly kind: 'event' | 'comment' | 'retry' | 'id' }>

/** A part of the event stream as it came, with its secrets: `entryOf` makes of it what may be shown. */
export interface EventRecord {
  /** Grows over all entries of all streams. */
  readonly order: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly signal: StreamSignal
  /** What became of it; `unread` where no decoder was asked. */
  readonly outcome: 'unread' | 'decoded' | 'refused'
  /** What a decoder made of it, or threw. */
  readonly value: unknown
}

/** The value of an event that was decoded so long ago that its value is no longer kept. */
export const forgotten: unique symbol = Symbol('forgotten')

/** Returns the event of a record as it came; `null` for the other parts of a stream. */
export const eventOf = ({ signal }: EventRecord): RawEvent | null =>
  signal.kind === 'event' ? signal.event : null
