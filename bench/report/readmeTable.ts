import type { SuiteResult } from '../suite.ts'
import { gridOf, numberOf } from './markdown.ts'
import type { Results } from './results.ts'

/** One row of the table in README: a sentence, and where its number stands in the results. */
interface Fact {
  readonly what: string
  readonly suite: string
  /** The beginning of a table's caption. */
  readonly table: string
  readonly row: string
  readonly column: string
  readonly write: (value: string | number) => string
}

const kilobytes = (value: string | number): string => `${(Number(value) / 1000).toFixed(1)} kB`
const times = (value: string | number): string => `${Number(value).toFixed(1)} times`
const bytes = (value: string | number): string => `${numberOf(Number(value))} B`

const size = { suite: 'size', table: 'Bytes of a minimal import', column: 'gzip', write: kilobytes }
const inNode = { suite: 'parse', table: 'Bytes to events in Node', column: 'ours', write: times }
const inChromium = { ...inNode, table: 'Bytes to events in Chromium' }

const hooks = { suite: 'hooks', table: 'What happens', column: 'ours, React', write: String }

const facts: readonly Fact[] = [
  {
    ...hooks,
    what: 'commits for 10,000 events in one write',
    row: '10,000 events in one write: commits',
  },
  { ...hooks, what: 'events of those that were lost', row: '10,000 events in one write: lost' },
  {
    ...hooks,
    what: 'connections of 20 components on one URL',
    row: '20 components on one URL: connections',
  },
  {
    ...hooks,
    what: 'events of ten that a 502 at a redial loses',
    row: 'a 502 at a redial: lost of 10',
  },
  { ...size, what: '`useEventSource` of React, everything in it, gzipped', row: 'ours, React' },
  { ...size, what: '`useEventSource` of Vue', row: 'ours, Vue' },
  { ...size, what: 'a store on the native transport alone', row: 'ours, a store on native' },
  {
    ...inNode,
    what: 'LLM tokens to events in Node, against eventsource-parser',
    row: 'LLM tokens, 64 KB chunks',
  },
  { ...inNode, what: 'prices to events in Node', row: 'ticks, 64 KB chunks' },
  { ...inChromium, what: 'LLM tokens to events in Chromium', row: 'LLM tokens, 64 KB chunks' },
  { ...inChromium, what: 'prices to events in Chromium', row: 'ticks, 64 KB chunks' },
  {
    what: 'events lost or changed on the way to a listener',
    suite: 'deliver',
    table: 'A stream to one listener',
    row: 'use-event-source',
    column: 'lost or changed',
    write: String,
  },
  {
    what: 'memory for one more listener',
    suite: 'memory',
    table: 'Bytes for each listener',
    row: 'ours',
    column: 'bytes',
    write: bytes,
  },
]

/** Returns the table that README shows. */
export function readmeTable(results: Results): string {
  const rows = facts.flatMap(({ what, suite, table, row, column, write }) => {
    const value = lookUp(results[suite]?.result, table, row, column)
    return value === null ? [] : [[what, write(value), `\`npm run bench -- --only ${suite}\``]]
  })
  return gridOf([['what', 'measured', 'command'], ...rows])
}

function lookUp(
  result: SuiteResult | undefined,
  table: string,
  row: string,
  column: string,
): string | number | null {
  const found = result?.tables.find(({ caption }) => caption.startsWith(table))
  return found?.rows.find(([name]) => name === row)?.[found.columns.indexOf(column)] ?? null
}

/** Returns the sizes of README that this run has measured otherwise. */
export function sizeFaults(results: Results, measured: SuiteResult): string[] {
  return facts.flatMap(({ what, suite, table, row, column }) => {
    if (suite !== 'size') return []
    const then = Number(lookUp(results[suite]?.result, table, row, column))
    const now = Number(lookUp(measured, table, row, column))
    // What README rounds to may be off by half of its last digit, and as much again for a commit
    // that changes nothing there.
    if (Math.abs(now - then) <= 100) return []
    return [
      `README says ${kilobytes(then)} for ${what}, and it is ${kilobytes(now)}: run \`npm run bench -- --only size\``,
    ]
  })
}
