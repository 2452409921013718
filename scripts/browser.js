import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const systemNames = ['chromium', 'google-chrome', 'google-chrome-stable']
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Returns the path of a Chromium: the one that `CHROMIUM_PATH` names, else Playwright's own, else the system's.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} places Paths to try before those of the system.
 */
export function findBrowser(env = process.env, places = [chromium.executablePath(), ...systemPlaces]) {
  // A path that was asked for and is wrong should fail, rather than test another browser.
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...onPath].find(isExecutable)
}

/** Returns the path of a Chromium, and installs one where there is none. */
export function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  for (const command of installCommands()) {
    console.log(`No Chromium found. Running: ${command}`)
    spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] })
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium or Chrome, and it could not be installed here. ' +
      'Install one, or set CHROMIUM_PATH to its executable.',
  )
}

/**
 * Names the commands to try, each one after the one before it has failed.
 *
 * @param {boolean} isDebianRoot
 * @returns {string[]}
 */
export function installCommands(isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  if (!isDebianRoot) return ['npx playwright install chromium']
  return [
    'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium',
    // Ubuntu has no such package, only a pointer to its snap store.
    'npx playwright install --with-deps chromium',
  ]
}

/** How Chromium is launched in every test. */
export function chromiumOptions() {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  // The sandbox of Chromium refuses to run as root, as tests do in most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const executablePath = findBrowser()
  return { args, headless: true, ...(executablePath && { executablePath }) }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
