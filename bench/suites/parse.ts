import type { Measured } from '../measure.ts'
import { nodeOf } from '../peers.ts'
import { inChromium, inFirefox, inNode } from '../program.ts'
import type { Runner } from '../program.ts'
import { parsers } from '../parsers.ts'
import { decoderName } from '../programs/parseProgram.ts'
import type { ParseReport, ParseTask } from '../programs/parseProgram.ts'
import type { BenchContext, Goal, SuiteResult } from '../suite.ts'
import { workloads } from '../workloads.ts'

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

/** Where the parsers run: the first word of the name says which goals hold there. */
interface Platform {
  readonly name: string
  readonly start: () => Promise<Runner<ParseTask, ParseReport>>
}

function platformsOf({ node, quick }: BenchContext): readonly Platform[] {
  const platforms: Platform[] = [
    { name: 'Node', start: () => inNode('parseProgram') },
    { name: 'Chromium', start: () => inChromium('parseProgram') },
  ]
  if (!quick) platforms.push({ name: 'Firefox', start: () => inFirefox('parseProgram') })
  if (node)
    platforms.push({ name: `Node ${node}`, start: () => inNode('parseProgram', [], nodeOf(node)) })
  return platforms
}

type Reports = readonly ParseReport[]

export async function parse(context: BenchContext): Promise<SuiteResult> {
  const found: [platform: string, Reports][] = []
  for (const platform of platformsOf(context))
    found.push([platform.name, await reportsOf(platform, context)])
  const readSame = found.every(([, reports]) =>
    reports.every(({ differences }) => Object.keys(differences).length === 0),
  )
  return {
    title: 'From bytes to events',
    method:
      'Every parser reads the same chunks, in turn, and its events are compared with those of eventsource-parser before anything is timed. ' +
      'eventsource-parser and event-source-polyfill read what a streaming TextDecoder makes of the chunks, fetch-event-stream a Response (it takes nothing else). ' +
      'Each workload has a process, or a page, of its own. Ratios are medians of rounds; 2 means half the processor time of eventsource-parser (in Firefox, half the time on the clock). ' +
      (readSame ? 'Every parser read the same events.' : ''),
    tables: [
      ...found.map(([platform, reports]) => tableOf(reports, platform)),
      differencesOf(found[0]?.[1] ?? []),
    ],
    charts: found.map(([platform, reports]) => chartOf(reports, platform)),
    goals: found.flatMap(([platform, reports]) => goalsOf(reports, platform)),
    faults: found.flatMap(([platform, reports]) => faultsOf(reports, platform)),
  }
}

async function reportsOf({ name: platform, start }: Platform, { quick, log }: BenchContext) {
  const reports: ParseReport[] = []
  const runner = await start()
  try {
    // A short run reads everything in Node, where the parser is the same, and in Chromium what a
    // browser gets most.
    const chosen = quick && platform === 'Chromium' ? workloads.slice(0, 3) : workloads
    for (const { name } of chosen) {
      const report = await runner.run({ workload: name, quick, rounds: quick ? 3 : 61 })
      log(`  ${platform}: ${name}: ${ratioOf(report).toFixed(2)}`)
      reports.push(report)
    }
  } finally {
    await runner.close()
  }
  return reports
}

const find = ({ measured }: ParseReport, name: string): Measured | undefined =>
  measured.find((each) => each.name === name)

const ratioOf = (report: ParseReport): number => find(report, ours)?.ratio.median ?? NaN

function tableOf(reports: Reports, platform: string): SuiteResult['tables'][number] {
  const others = Object.keys(parsers).filter((name) => name !== ours && name !== reference)
  const columns = [decoderName, ...others]
  return {
    caption: `Bytes to events in ${platform}, as a multiple of eventsource-parser behind a TextDecoder`,
    columns: ['workload', 'ours, MB/s', 'ours', 'quartiles', ...columns, 'four times the work'],
    rows: reports.map((report) => {
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

function differencesOf(reports: Reports): SuiteResult['tables'][number] {
  const rows = reports.flatMap(({ workload, differences }) =>
    Object.entries(differences).map(([name, difference]) => [name, workload, difference]),
  )
  return {
    caption: 'Who reads other events than eventsource-parser does',
    columns: ['parser', 'workload', 'what it read'],
    rows,
  }
}

function chartOf(reports: Reports, platform: string): SuiteResult['charts'][number] {
  return {
    name: `parse-${platform.toLowerCase().replace(' ', '-')}`,
    title: `Bytes to events in ${platform}: how many times the speed of eventsource-parser`,
    unit: '×',
    bars: [
      { label: `${reference}, in each`, value: 1 },
      // A bar that is a hundred times as long as the others would hide them.
      ...reports
        .filter((report) => ratioOf(report) < 10)
        .map((report) => ({ label: report.workload, value: ratioOf(report), ours: true })),
    ],
  }
}

function goalsOf(reports: Reports, platform: string): Goal[] {
  return reports.map((report) => {
    const goal = goals[report.workload]?.[platform.split(' ')[0] as Target] ?? 1
    const ratio = ratioOf(report)
    return {
      what: `${platform}: ${report.workload}, against eventsource-parser`,
      goal: `at least ${goal} times`,
      reached: `${short(ratio)} times`,
      met: ratio >= goal,
    }
  })
}

function faultsOf(reports: Reports, platform: string): string[] {
  return reports.flatMap(({ workload, differences, growth }) => [
    ...(differences[ours]
      ? [`${platform}: our parser reads ${differences[ours]} of: ${workload}`]
      : []),
    ...(growth > tooMuch
      ? [`${platform}: four times the work takes ${short(growth)} times the time: ${workload}`]
      : []),
  ])
}

const short = (value: number): string => String(Number(value.toPrecision(value < 1 ? 2 : 3)))
