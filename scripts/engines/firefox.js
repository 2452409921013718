import { firefox as playwrights } from 'playwright'
import { findExecutable } from './findExecutable.js'

const systemNames = ['firefox-esr', 'firefox']
const systemPlaces = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]

/** @type {import('./ensureEngine.js').Engine} */
export const firefox = {
  name: 'firefox',
  title: 'Firefox',
  find: findFirefox,
  packages: ['firefox-esr'],
  advice: 'Install Firefox, or set FIREFOX_PATH to its executable.',
}

/**
 * Returns the path of a Firefox: the one that `FIREFOX_PATH` names, else Playwright's own, else the
 * system's.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} places Paths to try before those on the PATH.
 */
export function findFirefox(
  env = process.env,
  places = [playwrights.executablePath(), ...systemPlaces],
) {
  return env.FIREFOX_PATH || findExecutable(systemNames, places, env)
}
