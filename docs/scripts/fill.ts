import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { comparedCharts } from './comparedCharts.ts'
import { delaysPicture } from './delaysPicture.ts'
import { enginesTable, fleetTable, proxiesTable, scenarioList, serversTable } from './interopTables.ts'
import { toMarkdown } from './markdownTable.ts'
import { sizesTable, threeNumbers } from './measured.ts'
import { reconnectTable } from './reconnectTable.ts'
import { sceneTable } from './sceneTable.ts'
import { documented } from './tsdoc.ts'

/**
 * Replaces the placeholders of a page, each on a line of its own, with what the sources say.
 *
 * - `<!-- sentence: name -->`: the first paragraph of its TSDoc
 * - `<!-- rest: name -->`: what follows it
 * - `<!-- table: name -->`: the members of an interface
 * - `<!-- members: name -->`: the same, without the column for defaults
 * - `<!-- reconnects -->`: what a change of each option does
 * - `<!-- delays -->`: a drawing of the delays that the default policy answers with
 * - `<!-- servers -->`, `<!-- engines -->`, `<!-- proxies -->`, `<!-- fleet -->`, `<!-- scenarios -->`: what was tried, and what with
 * - `<!-- sizes -->`: what a bundle gets from each import
 * - `<!-- numbers -->`: three numbers of the bench
 * - `<!-- charts -->`: what libraries for components cost, in four drawings
 * - `<!-- scenes -->`: what the scenes of the playground show, and where they are explained
 * - `<!-- picture: name -->`: a drawing of `public/`, in the colours of the page
 * - `<!-- changelog -->`: what changesets wrote, or are going to write
 * - `<!-- demo: name -->`: a demo, live and as the files of `demos/` that make it, their names with
 *   types; `<!-- demo: name alone -->`: one in which the reader plays the server
 */
export function fill(page: string): string {
  return page.replace(/^<!-- (\w+)(?:: ([\w ]+))? -->$/gm, (whole, kind: string, name = '') => {
    switch (kind) {
      case 'sentence':
        return documented(name).text.split('\n\n', 1)[0] ?? ''
      case 'rest':
        return documented(name).text.split('\n\n').slice(1).join('\n\n')
      case 'table':
        return tableOf(name, true)
      case 'members':
        return tableOf(name, false)
      case 'reconnects':
        return reconnectTable()
      case 'delays':
        return delaysPicture()
      case 'servers':
        return serversTable()
      case 'engines':
        return enginesTable()
      case 'proxies':
        return proxiesTable()
      case 'fleet':
        return fleetTable()
      case 'scenarios':
        return scenarioList()
      case 'sizes':
        return sizesTable()
      case 'numbers':
        return threeNumbers()
      case 'charts':
        return comparedCharts()
      case 'scenes':
        return sceneTable()
      case 'picture':
        return pictureOf(name)
      case 'changelog':
        return changelog()
      case 'demo':
        return demoOf(name)
      default:
        throw new Error(`Unknown placeholder: ${whole}`)
    }
  })
}

function tableOf(name: string, withDefaults: boolean): string {
  const rows = documented(name).members.map(({ name, type, text, default: value }) => {
    // The type stands on a line of its own: a column for it would leave none for the words.
    const cells = [`\`${name}\``, [cell(text), code(type)].filter(Boolean).join('<br>')]
    return withDefaults ? [...cells, valueOf(value)] : cells
  })
  const head = ['name', 'what it is, and its type']
  return toMarkdown([withDefaults ? [...head, 'default'] : head, ...rows])
}

/** A default is code, and may be followed by a few words. */
function valueOf(text: string): string {
  const [, value = '', rest = ''] = /^('[^']*'|\w+\([^)]*\)|[\w.]+(?=$|,| \())(.*)$/s.exec(text) ?? []
  return value === '' ? cell(text) : `\`${value}\`${cell(rest)}`
}

/** A function that is one of several types is in parentheses, and says the same without. */
const code = (text: string) => `\`${cell(text).replace(/^\((\(.*)\)$/, '$1')}\``

/** Escapes what would end a cell of a table: line breaks and bars. */
const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|')

function pictureOf(name: string): string {
  const picture = readFileSync(new URL(`../public/${name}.svg`, import.meta.url), 'utf8')
  // Its own colours follow the system, and the reader may have chosen the other scheme for this
  // site.
  return `<div class="picture">${picture.replace(/<style>.*?<\/style>\s*/s, '').trim()}</div>`
}

function demoOf(words: string): string {
  const [name = '', alone = ''] = words.split(' ')
  const files = [`<<< @/demos/${name}.tsx{tsx hover} [React]`, `<<< @/demos/${name}.vue{vue hover} [Vue]`]
  const inFrame = `${name}.frame.ts`
  const beside = existsSync(new URL(`../demos/${inFrame}`, import.meta.url))
    ? ['::: code-group', `<<< @/demos/${inFrame} [In each frame]`, ':::']
    : []
  return [`<Demo name="${name}" ${alone}>`, '::: code-group', ...files, ':::', ...beside, '</Demo>'].join('\n\n')
}

/**
 * Returns the changelog of the packages, which are released together, below the changes that are
 * not released yet.
 */
function changelog(): string {
  const folder = new URL('../../.changeset/', import.meta.url)
  const pending = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => readFileSync(new URL(file, folder), 'utf8').split('---').slice(2).join('---').trim())
  const released = ['core', 'react', 'vue', 'testing', 'tabs', 'devtools'].flatMap((name) => {
    const file = new URL(`../../packages/${name}/CHANGELOG.md`, import.meta.url)
    if (!existsSync(file)) return []
    // The heading of the file is the name of the package; its versions go one level down.
    return readFileSync(file, 'utf8').replace(/^#/gm, '##').trim()
  })
  const next = pending.length > 0 ? ['## Not released yet', ...pending] : []
  return [...next, ...released].join('\n\n')
}
