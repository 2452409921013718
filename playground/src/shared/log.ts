import { createEventSource, createEventState, json } from '@use-event-source/core'
import { addLine, type Log } from '../../../docs/recipes/shared/boundedLog.ts'
import { patience } from './pace.ts'
import { session } from './session.ts'
import { addToTally } from './tally.ts'
import type { LogLine } from './wire.ts'

export const log = createEventSource({
  url: '/api/log',
  events: { line: json<LogLine>() },
  client: session,
  idleTimeout: 5000 * patience,
  // Nothing comes while no page keeps it: a page that returns resumes where the lines end.
  linger: 0,
})

export interface NumberedLine extends LogLine {
  readonly id: string
}

const noLines: Log<NumberedLine> = []

/** The newest ten thousand lines, kept once for both pages, and while neither shows them. */
export const lines = createEventState(log, noLines, {
  line: (lines, { data, lastEventId }) => addLine(lines, { ...data, id: lastEventId }),
})

export const lineTally = { line: addToTally }

/** In ascending severity. */
export const levels = ['debug', 'info', 'warn', 'error'] as const

export type Level = (typeof levels)[number]

/** Returns the lines that are at least as severe as a level. */
export function linesFrom(log: Log<NumberedLine>, level: Level): readonly NumberedLine[] {
  const least = levels.indexOf(level)
  const all = log.flatMap(({ lines }) => lines)
  return least === 0 ? all : all.filter((line) => levels.indexOf(line.level) >= least)
}
