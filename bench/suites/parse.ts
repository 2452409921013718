import { limited } from '../limited.ts'
import { nodeOf } from '../peers.ts'
import { inChromium, inFirefox, inNode } from '../program.ts'
import type { Runner } from '../program.ts'
import { patience } from '../programs/parseProgram.ts'
import type { ParseReport, ParseTask } from '../programs/parseProgram.ts'
import type { BenchContext, SuiteResult } from '../suite.ts'
import { workloads } from '../workloads.ts'
import {
  chartOf,
  differencesOf,
  faultsOf,
  goalsOf,
  isAnswered,
  ratioOf,
  tableOf,
} from './parseOutcomes.ts'
import type { Outcome, Outcomes } from './parseOutcomes.ts'

/** Where the parsers run: the first word of the name says which goals hold there. */
interface Platform {
  readonly name: string
  readonly start: () => Promise<Runner<ParseTask, ParseReport>>
  /** Whether only the two run whose ratio is a goal. */
  readonly two?: boolean
}

const everywhere: readonly Platform[] = [
  { name: 'Node', start: () => inNode('parseProgram') },
  { name: 'Chromium', start: () => inChromium('parseProgram') },
  { name: 'Firefox', start: () => inFirefox('parseProgram') },
  ...['22', '24'].map((major) => ({
    name: `Node ${major}`,
    start: () => inNode<ParseTask, ParseReport>('parseProgram', [], nodeOf(major)),
    two: true,
  })),
]

/** So long may the readings of one workload take, in milliseconds. */
const limit = 120_000

export async function parse(context: BenchContext): Promise<SuiteResult> {
  const found: [platform: string, Outcomes][] = []
  for (const platform of context.quick ? everywhere.slice(0, 2) : everywhere)
    found.push([platform.name, await outcomesOf(platform, context)])
  const readSame = found.every(([, outcomes]) =>
    outcomes.filter(isAnswered).every(({ differences }) => Object.keys(differences).length === 0),
  )
  return {
    title: 'From bytes to events',
    method:
      'Every parser reads the same chunks, in turn, and its events are compared with those of eventsource-parser before anything is timed. ' +
      'eventsource-parser and event-source-polyfill read what a streaming TextDecoder makes of the chunks, fetch-event-stream a Response (it takes nothing else). ' +
      'Each workload has a process, or a page, of its own. Ratios are medians of rounds; 2 means half the processor time of eventsource-parser (in Firefox, half the time on the clock). ' +
      `A dash is a parser that needs more than ${patience / 1000} s for one reading. ` +
      (readSame ? 'Every parser read the same events.' : ''),
    tables: [
      ...found.map(([platform, outcomes]) => tableOf(outcomes, platform)),
      differencesOf(found[0]?.[1] ?? []),
    ],
    charts: found.map(([platform, outcomes]) => chartOf(outcomes, platform)),
    goals: found.flatMap(([platform, outcomes]) => goalsOf(outcomes, platform)),
    faults: found.flatMap(([platform, outcomes]) => faultsOf(outcomes, platform)),
  }
}

async function outcomesOf({ name, start, two = false }: Platform, { quick, log }: BenchContext) {
  const outcomes: Outcome[] = []
  const runner = limited(start, limit)
  // A short run reads everything in Node, where the parser is the same, and in Chromium what a
  // browser gets most.
  const chosen = quick && name === 'Chromium' ? workloads.slice(0, 3) : workloads
  for (const { name: workload } of chosen) {
    try {
      const report = await runner.run({ workload, quick, two })
      log(`  ${name}: ${workload}: ${ratioOf(report).toFixed(2)}`)
      outcomes.push(report)
    } catch (error) {
      const why = (error as Error).message.split('\n', 1)[0] ?? ''
      log(`  ${name}: ${workload}: ${why}`)
      outcomes.push({ workload, why })
    }
  }
  await runner.close()
  return outcomes
}
