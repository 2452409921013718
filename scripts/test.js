// `npm test`: makes sure of the browsers, then runs every test once. Arguments go to vitest: `npm test -- parser`.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chosenEngines } from './engines/chosenEngines.js'
import { ensureEngine } from './engines/ensureEngine.js'

const args = process.argv.slice(2)
const missed = []
for (const engine of chosenEngines(args)) {
  try {
    console.log(`${engine.title}: ${ensureEngine(engine)}`)
  } catch (error) {
    missed.push(error instanceof Error ? error.message : error)
    args.push(`--project=!browser-${engine.name}`)
  }
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const run = spawnSync(process.execPath, [vitest, 'run', ...args], { stdio: 'inherit' })
process.exitCode = run.status ?? 1
// At the very end, where it is seen.
for (const message of missed) {
  console.error(message)
  process.exitCode = 1
}
