import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * A browser engine that the tests run in.
 *
 * @typedef {object} Engine
 * @property {'chromium' | 'firefox' | 'webkit'} name As Playwright calls it.
 * @property {string} title
 * @property {() => string | undefined} find Returns the path of what starts it.
 * @property {readonly string[]} packages Those of Debian.
 * @property {string} advice What to do where it cannot be installed.
 */

/**
 * Returns the path of an engine, and installs it where there is none.
 *
 * @param {Engine} engine
 * @param {(command: string) => void} run
 */
export function ensureEngine(engine, run = runInShell) {
  const found = engine.find()
  if (found) return found
  for (const command of installCommands(engine)) {
    run(command)
    const installed = engine.find()
    if (installed) return installed
  }
  throw new Error(missing(engine))
}

/** @param {string} command */
function runInShell(command) {
  console.log(`A browser is missing. Running: ${command}`)
  spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] })
}

/**
 * Names the commands to try, each one after the one before it has failed.
 *
 * @param {Engine} engine
 * @param {boolean} isDebianRoot
 * @returns {string[]}
 */
export function installCommands(
  { name, packages },
  isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version'),
) {
  if (!isDebianRoot) return [`npx playwright install ${name}`]
  return [
    `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${packages.join(' ')}`,
    // Ubuntu has some of them only as a pointer to its snap store.
    `npx playwright install --with-deps ${name}`,
  ]
}

/**
 * Says what an engine is missed for, and how to get it.
 *
 * @param {Engine} engine
 */
export const missing = ({ title, advice }) =>
  `The tests in ${title} did not run: there is no ${title} here, and it could not be installed. ${advice}`
