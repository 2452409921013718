import { parseArgs } from 'node:util'
import { chromium } from './chromium.js'
import { firefox } from './firefox.js'
import { webkit } from './webkit.js'

/**
 * Returns the engines that a run with these arguments needs: `--project` chooses and excludes as in
 * vitest.
 *
 * @param {string[]} args
 */
export function chosenEngines(args) {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { project: { type: 'string', multiple: true } },
  })
  const patterns = (values.project ?? []).map(String)
  const excluding = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1))
  const including = patterns.filter((pattern) => !pattern.startsWith('!'))
  return [chromium, firefox, webkit].filter(({ name }) => {
    /** @param {string} pattern */
    const isMeant = (pattern) =>
      [name, `browser-${name}`].some((project) => matches(project, pattern))
    const isIncluded =
      including.length === 0 ||
      including.some(isMeant) ||
      (name === 'chromium' && including.some((project) => drivesChromium.includes(project)))
    return isIncluded && !excluding.some(isMeant)
  })
}

/** The projects whose tests drive Chromium themselves. */
const drivesChromium = ['e2e', 'site', 'long']

/**
 * @param {string} project
 * @param {string} pattern
 */
const matches = (project, pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(project)
