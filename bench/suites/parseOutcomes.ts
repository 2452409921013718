import type { Measured } from '../measure.ts'
import { parsers } from '../parsers.ts'
import { decoderName } from '../programs/parseProgram.ts'
import type { ParseReport } from '../programs/parseProgram.ts'
import type { Chart, Goal, Table } from '../suite.ts'

const ours = 'use-event-source'
const reference = 'eventsource-parser'

type Target = 'Node' | 'Chromium' | 'Firefox'

/** The ratio to eventsource-parser that each workload is to reach; 1 where none is listed. */
const goals: Readonly<Record<string, { readonly [T in Target]?: number }>> = {
  'LLM tokens, one event per chunk': { Node: 2.2, Chromium: 1.3, Firefox: 1.5 },
  'LLM tokens, 64 KB chunks': { Node: 3.5, Chromium: 1.05, Firefox: 1.5 },
  'ticks, 64 KB chunks': { Node: 1.7, Chromium: 1.15, Firefox: 1.5 },
  'ticks with CRLF, 64 KB chunks': { Node: 1.9, Chromium: 1.4, Firefox: 1.5 },
  'ticks with lone CRs, 1 MB in one chunk': { Node: 1.8, Chromium: 1.8, Firefox: 1.8 },
  'ticks, 1 MB in one chunk with one CRLF among LF': { Node: 1.8, Chromium: 1.8, Firefox: 1.8 },
  'Chinese, 64 KB chunks': { Node: 0.98, Chromium: 0.95 },
  'Chinese, characters split between chunks of 1,000 bytes': { Node: 0.98, Chromium: 0.95 },
  'ticks, one byte per chunk': { Node: 4 },
  'one event of 8 MB, 64 KB chunks': { Node: 1.7 },
}

/**
 * Four times the work may take four times as long, and as long again for what a busy machine adds.
 */
const tooMuch = 8

/** A workload without a report: a page that died, or took too long. */
interface Unanswered {
  readonly workload: string
  readonly why: string
}

export type Outcome = ParseReport | Unanswered
export type Outcomes = readonly Outcome[]

export const isAnswered = (outcome: Outcome): outcome is ParseReport => 'measured' in outcome

const find = ({ measured }: ParseReport, name: string): Measured | undefined =>
  measured.find((each) => each.name === name)

export const ratioOf = (report: ParseReport): number => find(report, ours)?.ratio.median ?? NaN

export function tableOf(outcomes: Outcomes, platform: string): Table {
  const timed = new Set(
    outcomes.filter(isAnswered).flatMap(({ measured }) => measured.map(({ name }) => name)),
  )
  const columns = [decoderName, ...Object.keys(parsers)].filter(
    (name) => name !== ours && name !== reference && timed.has(name),
  )
  return {
    caption: `Bytes to events in ${platform}, as a multiple of eventsource-parser behind a TextDecoder`,
    columns: ['workload', 'ours, MB/s', 'ours', 'quartiles', ...columns, 'four times the work'],
    rows: outcomes.map((report) => {
      if (!isAnswered(report)) return [report.workload, null, report.why]
      const own = find(report, ours)
      const ratio = own?.ratio
      return [
        report.workload,
        own ? report.bytes / 1000 / own.time.median : null,
        ratio?.median ?? null,
        ratio ? `${short(ratio.low)} to ${short(ratio.high)}` : null,
        ...columns.map((name) => find(report, name)?.ratio.median ?? null),
        `${short(report.growth)} times the time`,
      ]
    }),
  }
}

export function differencesOf(outcomes: Outcomes): Table {
  const rows = outcomes
    .filter(isAnswered)
    .flatMap(({ workload, differences }) =>
      Object.entries(differences).map(([name, difference]) => [name, workload, difference]),
    )
  return {
    caption: 'Who reads other events than eventsource-parser does',
    columns: ['parser', 'workload', 'what it read'],
    rows,
  }
}

export function chartOf(outcomes: Outcomes, platform: string): Chart {
  return {
    name: `parse-${platform.toLowerCase().replace(' ', '-')}`,
    title: `Bytes to events in ${platform}: how many times the speed of eventsource-parser`,
    unit: '×',
    bars: [
      { label: `${reference}, in each`, value: 1 },
      // A bar that is a hundred times as long as the others would hide them.
      ...outcomes
        .filter(isAnswered)
        .filter((report) => ratioOf(report) < 10)
        .map((report) => ({ label: report.workload, value: ratioOf(report), ours: true })),
    ],
  }
}

export function goalsOf(outcomes: Outcomes, platform: string): Goal[] {
  return outcomes.map((outcome) => {
    const goal = goals[outcome.workload]?.[platform.split(' ')[0] as Target] ?? 1
    return {
      what: `${platform}: ${outcome.workload}, against eventsource-parser`,
      goal: `at least ${goal} times`,
      reached: isAnswered(outcome) ? `${short(ratioOf(outcome))} times` : outcome.why,
      met: isAnswered(outcome) && ratioOf(outcome) >= goal,
    }
  })
}

export function faultsOf(outcomes: Outcomes, platform: string): string[] {
  return outcomes
    .filter(isAnswered)
    .flatMap(({ workload, differences, growth }) => [
      ...(differences[ours]
        ? [`${platform}: our parser reads ${differences[ours]} of: ${workload}`]
        : []),
      ...(growth > tooMuch
        ? [`${platform}: four times the work takes ${short(growth)} times the time: ${workload}`]
        : []),
    ])
}

const short = (value: number): string => String(Number(value.toPrecision(value < 1 ? 2 : 3)))
