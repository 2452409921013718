// `npm test`: makes sure of a browser, then runs every test once, and fails when a process is left. Arguments go to vitest: `npm test -- parser`.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ensureBrowser } from './browser.js'
import { endLeftBehind, runVariable } from './leftBehind.js'

try {
  const CHROMIUM_PATH = ensureBrowser()
  console.log(`Browser tests run in ${CHROMIUM_PATH}`)
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const mark = process.env[runVariable] ?? String(process.pid)
  const run = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH, [runVariable]: mark },
  })
  process.exitCode = run.status ?? 1
  const left = await endLeftBehind(mark)
  if (left.length > 0) throw new Error(`The tests have left running:\n${left.join('\n')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
