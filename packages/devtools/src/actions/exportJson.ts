import { entryOf } from '../recorder/eventEntry.ts'
import type { StreamLog } from '../recorder/streamLog.ts'

/** Returns what was recorded of streams as JSON, oldest first. Secrets are hidden in it. */
export function exportJson(logs: readonly StreamLog[]): string {
  const streams = logs.map(({ timeline, events, ...log }) => ({
    ...log,
    timeline: timeline.items(),
    events: events.items().map(entryOf),
    droppedEvents: events.dropped,
  }))
  return JSON.stringify({ format: 'use-event-source recording 1', streams }, null, 2)
}
