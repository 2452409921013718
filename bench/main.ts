// Measures this library beside its peers, and writes what it found into the docs and README.
//   npm run bench                      everything, some twelve minutes
//   npm run bench -- --only size,parse  some suites; the others keep what was found before
//   npm run bench -- --node 24          the parsers in another Node, too
//   npm run bench -- --anyway           also on a busy machine
//   npm run bench -- --quick            less work, writes nothing, and fails on what cannot be noise
import { spawnSync } from 'node:child_process'
import { writeSizes } from './packageReadmes.ts'
import { describeLoad, loadNow, mostBusy } from './busy.ts'
import type { Load } from './busy.ts'
import { readmeFaults, readmeFile, readmeTable } from './readme.ts'
import { draw } from './report/chart.ts'
import { describeMachine, versions } from './report/machine.ts'
import type { Machine } from './report/machine.ts'
import { goalsOf, gridOf, sectionOf } from './report/markdown.ts'
import { fillParts } from './report/page.ts'
import { readResults, resultsFile, writeResults } from './report/results.ts'
import type { Finding, Results } from './report/results.ts'
import type { SuiteResult } from './suite.ts'
import { suites } from './suites.ts'

const page = new URL('../docs/benchmarks.md', import.meta.url)
const goalsFile = new URL('README.md', import.meta.url)

const { argv } = process
const quick = argv.includes('--quick')
const only = argv.includes('--only')
  ? (argv[argv.indexOf('--only') + 1] ?? '').split(',')
  : Object.keys(suites)
const unknown = only.filter((name) => !(name in suites))
if (unknown.length > 0) {
  throw new Error(
    `There is no suite ${unknown.join(', ')}: choose from ${Object.keys(suites).join(', ')}.`,
  )
}

const node = argv.includes('--node') ? argv[argv.indexOf('--node') + 1] : undefined

const log = (line: string) => console.log(line)
/** The suites whose numbers are times. */
const timed = ['parse', 'deliver', 'render', 'latency', 'tabs', 'devtools']

const found: Record<string, SuiteResult> = {}
let machine: Machine | undefined
for (const [name, suite] of Object.entries(suites)) {
  if (!only.includes(name)) continue
  const start = performance.now()
  const load = await loadNow()
  log(`${name}: ${describeLoad(load)}`)
  // Sizes, losses and connections are the same on a busy machine.
  if (load.busy > mostBusy && timed.includes(name) && !quick && !argv.includes('--anyway')) {
    throw new Error('The machine is busy: wait, or measure all the same with --anyway.')
  }
  const result = (found[name] = await suite({ quick, node, log }))
  for (const table of result.tables) {
    log(`\n${table.caption}`)
    console.table(
      table.rows.map((row) =>
        Object.fromEntries(table.columns.map((column, i) => [column, row[i]])),
      ),
    )
  }
  // At once, so that a suite that breaks does not take the others with it.
  if (!quick) await write(name, result, load)
  log(`${name} took ${Math.round((performance.now() - start) / 1000)} s\n`)
}

const faults = Object.entries(found).flatMap(([name, result]) =>
  result.faults.map((fault) => `${name}: ${fault}`),
)
faults.push(...readmeFaults(readResults(), found.size))
for (const fault of faults) console.error(`FAULT  ${fault}`)
log(faults.length === 0 ? 'No faults.' : `${faults.length} faults.`)
if (faults.length > 0) process.exitCode = 1

async function write(suite: string, result: SuiteResult, load: Load) {
  machine ??= await describeMachine()
  const date = new Date().toISOString().slice(0, 10)
  const finding: Finding = { date, machine, load, versions: versions(), result }
  const results = sorted({ ...readResults(), [suite]: finding })
  const charts = Object.values(results).flatMap(({ result }) => result.charts)
  writeResults(results, Object.fromEntries(charts.map((chart) => [chart.name, draw(chart)])))

  const sections = Object.entries(results).map(([name, finding]) => [name, sectionOf(finding)])
  const goals = goalsOf(Object.values(results).flatMap(({ result }) => result.goals))
  fillParts(page, { ...Object.fromEntries(sections), machine: machineOf(results) })
  fillParts(goalsFile, { goals })
  fillParts(readmeFile, { readme: readmeTable(results) })
  writeSizes(results)
  // Written as the format wants it, which CI checks.
  const files = [page, goalsFile, readmeFile, resultsFile].map(({ pathname }) => pathname)
  spawnSync('npx', ['oxfmt', ...files], { stdio: 'inherit' })
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

/** Returns where and when what was measured, and in which version. */
function machineOf(results: Results): string {
  const [newest] = Object.values(results).toSorted((a, b) => b.date.localeCompare(a.date))
  if (!newest) return ''
  const { processor, memory, system, node, chromium } = newest.machine
  const peers = Object.entries(newest.versions).map(([name, version]) => [`\`${name}\``, version])
  return (
    `${newest.date}: Node ${node} and Chromium ${chromium} on ${system}, ${processor}, ${memory} of memory.\n\n` +
    gridOf([['package', 'version'], ...peers])
  )
}
