import { chromium as playwrights } from 'playwright'
import { findExecutable } from './findExecutable.js'

const systemNames = ['chromium', 'google-chrome', 'google-chrome-stable']
const shellNames = ['chromium-headless-shell', 'chrome-headless-shell']
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** @type {import('./ensureEngine.js').Engine} */
export const chromium = {
  name: 'chromium',
  title: 'Chromium',
  find: findChromium,
  packages: ['chromium', 'chromium-headless-shell'],
  advice: 'Install Chromium or Chrome, or set CHROMIUM_PATH to its executable.',
}

/**
 * Returns the path of a Chromium: the one that `CHROMIUM_PATH` names, else Playwright's own, else
 * the system's.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} places Paths to try before those on the PATH.
 */
export function findChromium(
  env = process.env,
  places = [playwrights.executablePath(), ...systemPlaces],
) {
  // A path that was asked for and is wrong should fail, rather than test another browser.
  return env.CHROMIUM_PATH || findExecutable(systemNames, places, env)
}

/**
 * Returns the path of a Chromium without what surrounds a page, or of a whole one where there is no
 * such. It has no page cache.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function findHeadlessShell(env = process.env) {
  return env.CHROMIUM_PATH || findExecutable(shellNames, [], env) || findChromium(env)
}

/** What Chromium does for a person in front of it: a third of the time of an end-to-end test. */
const forPersons = [
  // A renderer that waits for the next page, and two for what opens below the address.
  'SpareRendererForSitePerProcess',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

/** What Playwright leaves out, too: only the last list of features counts. */
const asPlaywright = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** A page lives for a second or two, so compiling its hottest functions again never pays. */
const withoutOptimizing = '--js-flags=--no-opt,--no-maglev'

/** How a test that needs no more than pages launches Chromium: for a third less processor time. */
export function shellOptions() {
  const options = chromiumOptions(findHeadlessShell())
  return { ...options, args: [...options.args, withoutOptimizing] }
}

/** How Chromium is launched in every test. */
export function chromiumOptions(executablePath = findChromium()) {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${[...forPersons, ...asPlaywright].join()}`,
  ]
  // The sandbox of Chromium refuses to run as root, as tests do in most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return { args, headless: true, ...(executablePath && { executablePath }) }
}
