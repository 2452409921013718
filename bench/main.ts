// Measures this library beside its peers, and writes what it found into the docs and README.
//   npm run bench                       everything, some twenty minutes
//   npm run bench -- --only size,parse  some suites; the others keep what was found before
//   npm run bench -- --only untimed     those whose numbers are the same on a busy machine
//   npm run bench -- --only timed       the others
//   npm run bench -- --anyway           also on a busy machine
//   npm run bench -- --quick            less work, writes nothing, and fails on what cannot be noise
import { describeLoad, loadNow, mostBusy } from './busy.ts'
import type { Load } from './busy.ts'
import { draw } from './report/chart.ts'
import { describeMachine, versions } from './report/machine.ts'
import type { Machine } from './report/machine.ts'
import { goalsTable } from './report/markdown.ts'
import { pageFaults, writePages } from './report/pages.ts'
import { sizeFaults } from './report/readmeTable.ts'
import { readResults, writeResults } from './report/results.ts'
import type { Finding, Results } from './report/results.ts'
import { runSuite } from './runSuite.ts'
import type { SuiteResult } from './suite.ts'
import { suites } from './suites.ts'

const { argv } = process
const quick = argv.includes('--quick')
/** The suites whose numbers are the same on a busy machine. */
const untimed = ['size', 'hooks', 'answers']
const groups: Readonly<Record<string, readonly string[]>> = {
  untimed,
  timed: Object.keys(suites).filter((name) => !untimed.includes(name)),
}
const only = argv.includes('--only')
  ? (argv[argv.indexOf('--only') + 1] ?? '').split(',').flatMap((name) => groups[name] ?? name)
  : Object.keys(suites)
const unknown = only.filter((name) => !(name in suites))
if (unknown.length > 0) {
  throw new Error(
    `There is no suite ${unknown.join(', ')}: choose from ${Object.keys(suites).join(', ')}.`,
  )
}

const log = (line: string) => console.log(line)

if (!quick && !argv.includes('--anyway') && only.some((name) => !untimed.includes(name))) {
  const load = await loadNow()
  if (load.busy > mostBusy) {
    throw new Error(
      `The machine is busy, ${describeLoad(load)}: wait, or measure all the same with --anyway.`,
    )
  }
}

const faults: string[] = []
let machine: Machine | undefined
for (const name of Object.keys(suites).filter((each) => only.includes(each))) {
  const start = performance.now()
  // A run that has begun goes on when the machine gets busy, and the page says so.
  const load = await loadNow()
  log(`${name}: ${describeLoad(load)}`)
  try {
    const result = await runSuite(name, quick)
    print(result)
    faults.push(...result.faults.map((fault) => `${name}: ${fault}`))
    if (quick && name === 'size') faults.push(...sizeFaults(readResults(), result))
    // At once, so that what was found stays, however the rest ends.
    if (!quick) await write(name, result, load)
  } catch (error) {
    faults.push(`${name}: ${(error as Error).message}`)
  }
  log(`${name} took ${Math.round((performance.now() - start) / 1000)} s\n`)
}

const results = readResults()
faults.push(...pageFaults(results))
if (!quick) log(goalsTable(only.flatMap((name) => results[name]?.result.goals ?? [])))
for (const fault of faults) console.error(`FAULT  ${fault}`)
log(faults.length === 0 ? 'No faults.' : `${faults.length} faults.`)
if (faults.length > 0) process.exitCode = 1

function print({ tables }: SuiteResult) {
  for (const { caption, columns, rows } of tables) {
    log(`\n${caption}`)
    console.table(
      rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
    )
  }
}

async function write(suite: string, result: SuiteResult, load: Load) {
  machine ??= await describeMachine()
  const date = new Date().toISOString().slice(0, 10)
  const finding: Finding = { date, machine, load, versions: versions(), result }
  const results = sorted({ ...readResults(), [suite]: finding })
  const charts = Object.values(results).flatMap(({ result }) => result.charts)
  writeResults(results, Object.fromEntries(charts.map((chart) => [chart.name, draw(chart)])))
  writePages(results)
}

/**
 * Puts the suites in the order in which they run, so that the files do not change with the order of
 * the commands.
 */
function sorted(results: Results): Results {
  return Object.fromEntries(
    Object.keys(suites).flatMap((name) => (results[name] ? [[name, results[name]]] : [])),
  )
}
