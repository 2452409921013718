import { webkit as playwrights } from 'playwright'
import { findExecutable } from './findExecutable.js'

/** @type {import('./ensureEngine.js').Engine} */
export const webkit = {
  name: 'webkit',
  title: 'WebKit',
  find: findWebkit,
  packages: ['webkit2gtk-driver', 'xvfb'],
  advice:
    "Run `npx playwright install --with-deps webkit`, or install WebKitGTK's WebKitWebDriver and Xvfb.",
}

/**
 * Returns the path of Playwright's WebKit, else that of the driver of the system's WebKitGTK, which
 * needs an Xvfb to show its window in.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} places Paths to try before those on the PATH.
 */
export function findWebkit(env = process.env, places = [playwrights.executablePath()]) {
  const own = findExecutable([], places, env)
  return own ?? (findExecutable(['Xvfb'], [], env) && findExecutable(['WebKitWebDriver'], [], env))
}
