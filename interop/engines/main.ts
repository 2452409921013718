// Plays the scenarios in browsers, with those servers that show a page and allow other origins.
//   npm run interop:engines                  all engines and servers that are installed
//   npm run interop:engines -- webkit        one engine
//   npm run interop:engines -- --install     installs first what is missing
//   npm run interop:engines -- --record      writes the results into the docs, too
import { engines } from '../../scripts/engines/engines.ts'
import { ensureEngine } from '../../scripts/engines/ensureEngine.js'
import { install, versionOf } from '../packages.ts'
import { writeResult } from '../results.ts'
import { listServers } from '../servers.ts'
import { summarize } from '../summary.ts'
import { buildPage } from './buildPage.ts'
import { playIn } from './play.ts'
import type { Outcomes } from './plan.ts'
import { engineResult } from './result.ts'
import type { EngineResult } from './result.ts'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const has = (flag: string) => process.argv.includes(flag)
const chosen = engines.filter(({ engine }) => words.length === 0 || words.includes(engine.name))
const sample = (await listServers()).filter(({ isForPages }) => isForPages)
if (has('--install')) {
  await install(sample.map(({ packages }) => packages))
  for (const { engine } of chosen) ensureEngine(engine)
}
const servers = sample.filter(({ packages }) => versionOf(packages) !== null)
const missing = sample.filter((server) => !servers.includes(server))
await buildPage()

const results = await Promise.all(
  chosen.map(async ({ engine, open }): Promise<EngineResult> => {
    const found = await playIn(open, servers)
    for (const [where, outcomes] of Object.entries(found)) print(engine.title, where, outcomes)
    return engineResult(
      engine.title,
      servers.map(({ name }) => name),
      found,
    )
  }),
)

function print(title: string, where: string, outcomes: Outcomes) {
  for (const [folder, outcome] of Object.entries(outcomes)) {
    for (const [scenario, reason] of Object.entries(outcome)) {
      if (reason !== null) {
        console.log(`  FAILED  ${title}, ${where} origin, ${folder}, ${scenario}: ${reason}`)
      }
    }
  }
}

if (missing.length > 0) {
  console.log(`Not installed, so not tried: ${missing.map(({ folder }) => folder).join(', ')}.`)
}
if (has('--record')) for (const result of results) writeResult('engines', result.name, result)
summarize(
  'engines',
  results.map(
    ({ name, servers, same, other }) =>
      `engines  ${name.padEnd(12)} ${servers.length} servers; same origin: ${same.passed} checks passed, ${same.failed} failed; another: ${other.passed} passed, ${other.failed} failed`,
  ),
)
if (results.some(({ same, other }) => same.failed + other.failed > 0 || same.passed === 0)) {
  process.exitCode = 1
}
