import { entryOf } from '../recorder/eventEntry.ts'
import type { Items } from '../recorder/bounded.ts'
import { eventOf } from '../recorder/eventRecord.ts'
import type { EventRecord } from '../recorder/eventRecord.ts'

export interface EventFilter {
  /** What an event has to contain, in lower case; empty for all. */
  readonly text: string
  /** The event type; empty for all, and `null` for comments, IDs and reconnection times. */
  readonly type: string | null
}

/** Finds the events that match a filter; each of them is searched once. */
export function createFilteredEvents(): (
  events: Items<EventRecord>,
  filter: EventFilter,
) => Items<EventRecord> {
  let searched: Items<EventRecord> | null = null
  let last: EventFilter = { text: '', type: '' }
  let found: EventRecord[] = []
  /** The order of the newest event that was searched. */
  let newest = 0

  return (events, filter) => {
    if (filter.text === '' && filter.type === '') return events
    if (events !== searched || filter.text !== last.text || filter.type !== last.type) {
      found = []
      newest = 0
    }
    searched = events
    last = filter
    let first = events.length
    while (first > 0 && events.at(first - 1)!.order > newest) first--
    for (; first < events.length; first++) {
      const record = events.at(first)!
      if (matches(record, filter)) found.push(record)
      newest = record.order
    }
    const oldest = events.at(0)?.order ?? Infinity
    if (found.length > 0 && found[0]!.order < oldest)
      found = found.filter(({ order }) => order >= oldest)
    return found
  }
}

function matches(record: EventRecord, { text, type: wanted }: EventFilter): boolean {
  const event = eventOf(record)
  if (wanted === null ? event : wanted !== '' && event?.type !== wanted) return false
  if (text === '') return true
  // In what is shown: a search must not find what is hidden.
  const { type, raw, lastEventId, reason } = entryOf(record)
  return [raw, type, lastEventId, reason].some((part) => part.toLowerCase().includes(text))
}
