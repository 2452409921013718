// `npm test`: makes sure of the browsers, runs every test once, and fails when a process is left.
// Arguments go to vitest: `npm test -- parser`.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chosenEngines } from './engines/chosenEngines.js'
import { ensureEngine } from './engines/ensureEngine.js'
import { endLeftBehind, runVariable } from './leftBehind.js'

const args = process.argv.slice(2)
const faults = []
for (const engine of chosenEngines(args)) {
  try {
    console.log(`${engine.title}: ${ensureEngine(engine)}`)
  } catch (error) {
    faults.push(error instanceof Error ? error.message : error)
    args.push(`--project=!browser-${engine.name}`)
  }
}
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
)
const mark = process.env[runVariable] ?? String(process.pid)
const env = { ...process.env, [runVariable]: mark }
const run = spawnSync(process.execPath, [vitest, 'run', ...args], {
  stdio: 'inherit',
  env,
})
const left = await endLeftBehind(mark)
if (left.length > 0) faults.push(`The tests have left running:\n${left.join('\n')}`)
// At the very end, where they are seen.
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : (run.status ?? 1)
