import type { RawEvent } from '@use-event-source/core'
import type { Items } from './bounded.ts'
import { forgotten } from './eventRecord.ts'
import type { EventRecord, StreamSignal } from './eventRecord.ts'

/** An event without the signal around it, which is not kept: it would double the objects in memory. */
type Part = RawEvent | Exclude<StreamSignal, { readonly kind: 'event' }>

/** The newest parts of an event stream. Positions count from the first part that was ever added. */
export interface EventLog extends Items<EventRecord> {
  /** How many were dropped since it was cleared. */
  readonly dropped: number
  /** The types of its events. */
  readonly types: ReadonlySet<string>
  /** Adds a part, and returns its position. */
  add(signal: StreamSignal, order: number, at: number): number
  /** Notes what a decoder made of the event at a position. Of several decoders, a refusal counts. */
  decoded(position: number, isRefused: boolean, value: unknown): void
  /** Returns a copy, oldest first. */
  items(): readonly EventRecord[]
  clear(): void
}

/** What is kept: the newest parts, of at most so many characters of data. */
interface Limits {
  readonly parts: number
  readonly characters: number
  /**
   * How many values of decoders, of the newest parts. Those of a whole burst would survive together,
   * and to move them in memory costs the page as much as all else that is done here.
   */
  readonly values: number
}

/**
 * Makes a log in columns, as rings. Ten thousand events come in a burst, and an object for each would
 * cost the page more than all else that is done here: records are made of those that are looked at.
 */
export function createEventLog(limits: Limits): EventLog {
  const parts: Part[] = []
  const orders: number[] = []
  const times: number[] = []
  const outcomes: EventRecord['outcome'][] = []
  const values: unknown[] = []
  /** Why decoders refused events, by position. There are few. */
  const refusals = new Map<number, unknown>()
  // Beside the parts, so that an old one is dropped without a look at it: it has left the cache.
  const sizes: number[] = []
  const types = new Set<string>()
  let latestType: string | null = null
  let characters = 0
  let dropped = 0
  /** The positions of the oldest part, and of the next one. */
  let first = 0
  let next = 0

  const slotOf = (position: number) => position % limits.parts

  function valueAt(position: number) {
    const outcome = outcomes[slotOf(position)]
    if (outcome === 'unread') return undefined
    if (outcome === 'refused') return refusals.get(position)
    return keepsValue(position) ? values[position % limits.values] : forgotten
  }

  const keepsValue = (position: number) => position >= next - limits.values

  function dropOldest() {
    if (refusals.size > 0) refusals.delete(first)
    characters -= sizes[slotOf(first++)]!
    dropped++
  }

  function recordAt(position: number): EventRecord {
    const slot = slotOf(position)
    const part = parts[slot]!
    return {
      order: orders[slot]!,
      at: times[slot]!,
      signal: 'kind' in part ? part : { kind: 'event', event: part },
      outcome: outcomes[slot]!,
      value: valueAt(position),
    }
  }

  return {
    get length() {
      return next - first
    },
    get dropped() {
      return dropped
    },
    types,
    at: (index) => (index < 0 || first + index >= next ? undefined : recordAt(first + index)),
    add(signal, order, at) {
      const event = signal.kind === 'event' ? signal.event : null
      const size = event?.raw.length ?? 0
      if (event && event.type !== latestType) types.add((latestType = event.type))
      if (next - first === limits.parts) dropOldest()
      const slot = slotOf(next)
      parts[slot] = event ?? (signal as Part)
      orders[slot] = order
      times[slot] = at
      outcomes[slot] = 'unread'
      sizes[slot] = size
      characters += size
      while (characters > limits.characters && next > first) dropOldest()
      return next++
    },
    decoded(position, isRefused, value) {
      const slot = slotOf(position)
      if (position < first || (!isRefused && outcomes[slot] !== 'unread')) return
      outcomes[slot] = isRefused ? 'refused' : 'decoded'
      if (isRefused) refusals.set(position, value)
      else if (keepsValue(position)) values[position % limits.values] = value
    },
    items: () => Array.from({ length: next - first }, (_, index) => recordAt(first + index)),
    clear() {
      // The arrays stay: their slots belong to positions, which go on.
      parts.fill(cleared)
      values.fill(undefined)
      refusals.clear()
      types.clear()
      latestType = null
      first = next
      characters = dropped = 0
    },
  }
}

const cleared: Part = { kind: 'comment' }
