import { createEventSource, createEventState, json } from '@use-event-source/core'
import { createHistory } from './history.ts'
import { pace } from './pace.ts'
import { signedIn } from './session.ts'
import { addToTally } from './tally.ts'
import type { LogLine } from './wire.ts'

export const log = createEventSource({
  url: '/api/log',
  events: { line: json<LogLine>() },
  ...signedIn(),
  idleTimeout: 5000 * pace,
  // Nothing comes while nobody is there to keep it: who returns resumes where the lines end.
  linger: 0,
})

/** As many lines as are kept: a page that is open for a week must not grow. */
const mostLines = 10_000

export interface NumberedLine extends LogLine {
  readonly id: string
}

/** The newest lines, kept once for both pages, and while neither shows them. */
export const lines = createEventState(log, createHistory<NumberedLine>(mostLines), {
  line: (lines, { data, lastEventId }) => lines.add({ ...data, id: lastEventId }),
})

export const lineTally = { line: addToTally }

/** From chatter to trouble. */
export const levels = ['debug', 'info', 'warn', 'error'] as const

export type Level = (typeof levels)[number]

/** What a list of lines can do: a history can, and an array can too. */
export interface Lines {
  readonly length: number
  at(index: number): NumberedLine | undefined
}

/** Returns the lines that are at least as bad as a level. */
export function linesFrom(lines: Lines, level: Level): Lines {
  const least = levels.indexOf(level)
  if (least === 0) return lines
  const found: NumberedLine[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines.at(index)!
    if (levels.indexOf(line.level) >= least) found.push(line)
  }
  return found
}
