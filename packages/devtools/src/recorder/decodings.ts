import type { RawEvent } from '@use-event-source/core'
import type { Announcements } from '@use-event-source/core/tools'
import type { EventLog } from './eventLog.ts'

/** Where an event was written. */
interface Place {
  readonly event: RawEvent
  readonly log: EventLog
  readonly position: number
}

/** Finds the events that decoders have read in the logs that they were written to. */
export interface Decodings {
  /** Notes where an event was written, which is on its way to its listeners now. */
  written(event: RawEvent, log: EventLog, position: number): void
  note(announcement: Announcements['decoded']): void
}

/** How many events that were not decoded yet are looked for when they are: a lingering store holds them. */
const mostHeld = 1000

export function createDecodings(): Decodings {
  // Of the event that is on its way: variables, because an object for each event would cost more.
  let latest: RawEvent | null = null
  let latestLog: EventLog | null = null
  let latestPosition = 0
  let isRead = true
  // A ring, because a map from which the oldest leaves costs more than all else here.
  const held: Place[] = []
  let heldCount = 0

  function holdLatest() {
    held[heldCount++ % mostHeld] = { event: latest!, log: latestLog!, position: latestPosition }
  }

  return {
    written(event, log, position) {
      if (!isRead) holdLatest()
      latest = event
      latestLog = log
      latestPosition = position
      isRead = false
    },
    note({ event, refused, value }) {
      // With `idOf` the stores get a copy of the event.
      if (latest === event || latest?.raw === event.raw) {
        isRead = true
        return latestLog!.decoded(latestPosition, refused, value)
      }
      const place = held.find((place) => place.event === event)
      place?.log.decoded(place.position, refused, value)
    },
  }
}
