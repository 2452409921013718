// Writes what is said once to where it has to stand as well: the addresses of `project.json` to every
// file that names one, and the skill of the core to the adapters. The build calls it, so its
// owner fills in that file and nothing else; a test compares the files with it. While an address is
// empty nothing names it: links lead to files beside them, and `--release` refuses.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'

/**
 * @typedef Project
 * @property {string} repository Such as `https://github.com/owner/name`, without a slash at its end.
 * @property {string} homepage Where the documentation is served, without a slash at its end.
 */

const root = new URL('../', import.meta.url)

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, root), 'utf8')

/** @type {Project} */
export const project = JSON.parse(read('project.json'))

const skill = 'skills/use-event-source/SKILL.md'

/** The folders of what npm gets. */
export const packages = readdirSync(new URL('packages/', root)).map((name) => `packages/${name}`)

/**
 * Returns every file that names an address, as it has to be, by its path.
 *
 * @param {Project} project
 * @returns {Map<string, string>}
 */
export function stampedFiles(project) {
  const readmes = ['.', ...packages].map((folder) => `${folder}/README.md`)
  return new Map([
    ...packages.map(
      (folder) => /** @type {const} */ ([`${folder}/package.json`, manifest(folder, project)]),
    ),
    ...readmes
      .filter((file) => existsSync(new URL(file, root)))
      .map((file) => /** @type {const} */ ([file, withLinks(file, project)])),
    ['packages/core/src/development/errorsPage.ts', errorsPage(project)],
    // Agents look for skills in what a project has installed by name.
    [`packages/react/${skill}`, read(`packages/core/${skill}`)],
    [`packages/vue/${skill}`, read(`packages/core/${skill}`)],
  ])
}

/**
 * Returns the manifest of a package with its addresses, right after its license.
 *
 * @param {string} folder
 * @param {Project} project
 */
function manifest(folder, { repository, homepage }) {
  const {
    repository: _,
    homepage: __,
    bugs: ___,
    ...rest
  } = JSON.parse(read(`${folder}/package.json`))
  const fields = Object.entries(rest)
  const place = fields.findIndex(([name]) => name === 'license') + 1
  /** @type {[string, unknown][]} */
  const addresses = []
  if (homepage) addresses.push(['homepage', homepage])
  if (repository) {
    addresses.push(['repository', { type: 'git', url: `git+${repository}.git`, directory: folder }])
    addresses.push(['bugs', `${repository}/issues`])
  }
  fields.splice(place, 0, ...addresses)
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`
}

/**
 * Returns a README with the links between its markers.
 *
 * @param {string} file
 * @param {Project} project
 */
function withLinks(file, project) {
  const links = file.startsWith('./') ? rootLinks(project) : packageLinks(file, project)
  return read(file).replace(
    /(<!-- links -->\n)[^]*?(<!-- \/links -->)/,
    (_, open, close) =>
      `${open}\n${links.map(([text, to]) => `[${text}](${to})`).join(' · ')}\n\n${close}`,
  )
}

/**
 * @param {Project} project
 * @returns {[text: string, to: string][]}
 */
function rootLinks({ repository, homepage }) {
  return [
    ['Documentation', homepage ? `${homepage}/start` : 'docs/start.md'],
    ['Errors', homepage ? `${homepage}/errors` : 'packages/core/errors.md'],
    ...(repository ? [/** @type {[string, string]} */ (['Issues', `${repository}/issues`])] : []),
    ['Contributing', 'CONTRIBUTING.md'],
    ['Security', 'SECURITY.md'],
    ['License', 'LICENSE'],
  ]
}

/**
 * The page of a package on npm finds a link only if it is absolute, or leads to a file that is
 * published with it.
 *
 * @param {string} file
 * @param {Project} project
 * @returns {[text: string, to: string][]}
 */
function packageLinks(file, { repository, homepage }) {
  const folder = file.replace('/README.md', '')
  /** @type {[string, string][]} */
  const links = []
  if (homepage) links.push(['Documentation', `${homepage}/start`], ['Errors', `${homepage}/errors`])
  else if (existsSync(new URL(`${folder}/errors.md`, root))) links.push(['Errors', 'errors.md'])
  if (repository)
    links.push(['Source', `${repository}/tree/main/${folder}`], ['Issues', `${repository}/issues`])
  if (existsSync(new URL(`${folder}/${skill}`, root)))
    links.push(['Skill for coding agents', skill])
  return [...links, ['License', 'LICENSE']]
}

/** @param {Project} project */
function errorsPage({ homepage }) {
  const page = homepage ? `${homepage}/errors` : '@use-event-source/core/errors.md'
  return read('packages/core/src/development/errorsPage.ts').replace(/'.*'/, `'${page}'`)
}

/**
 * Returns why the project cannot be released, or `null`.
 *
 * @param {Project} project
 */
export function releaseFault(project) {
  const missing = Object.entries(project).flatMap(([name, value]) => (value ? [] : [name]))
  if (missing.length === 0) return null
  return `project.json names no ${missing.join(' and no ')}, so the packages would lead nowhere: fill it in and run \`npm run stamp\`.`
}

if (process.argv[1] === import.meta.filename) {
  const fault = process.argv.includes('--release') ? releaseFault(project) : null
  if (fault) {
    console.error(fault)
    process.exit(1)
  }
  for (const [file, text] of stampedFiles(project)) {
    if (text === read(file)) continue
    writeFileSync(new URL(file, root), text)
    console.log(`${file} has the addresses of project.json now.`)
  }
}
