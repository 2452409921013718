import { createEventSource, json } from '@use-event-source/core'
import { addToTally } from './tally.ts'
import type { LogLine } from './wire.ts'

export const log = createEventSource({ url: '/api/log', events: { line: json<LogLine>() }, idleTimeout: 5000 })

export interface NumberedLine extends LogLine {
  readonly id: string
}

/** As many lines as are kept: a page that is open for a week must not grow. */
const mostLines = 200

export const noLines: readonly NumberedLine[] = []

/** Keeps the newest lines, the newest first. */
export const lineReducers = {
  line: (lines: readonly NumberedLine[], event: { data: LogLine; lastEventId: string }): readonly NumberedLine[] => [
    { ...event.data, id: event.lastEventId },
    ...lines.slice(0, mostLines - 1),
  ],
}

export const lineTally = { line: addToTally }
