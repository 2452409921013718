// `npm test`: makes sure of a browser, then runs every test once. Arguments go to vitest: `npm test -- parser`.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ensureBrowser } from './browser.js'

try {
  const CHROMIUM_PATH = ensureBrowser()
  console.log(`Browser tests run in ${CHROMIUM_PATH}`)
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const run = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH },
  })
  process.exitCode = run.status ?? 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
