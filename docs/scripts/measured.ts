// What the bench has measured, for the pages that are about something else.
import { readFileSync } from 'node:fs'
import { toMarkdown } from './markdownTable.ts'

type Row = readonly [name: string, ...cells: (string | number)[]]
interface Table {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

interface Chart {
  readonly name: string
  readonly bars: readonly { readonly label: string; readonly value: number }[]
}

const results: Record<string, { result: { tables: Table[]; charts: Chart[] } }> = JSON.parse(
  readFileSync(new URL('../public/bench/results.json', import.meta.url), 'utf8'),
)

/** Returns a number of the results. */
function measured(suite: string, caption: string, row: string, column: string): number {
  const table = results[suite]?.result.tables.find((table) => table.caption.startsWith(caption))
  const cells = table?.rows.find(([name]) => name === row)
  if (!table || !cells) throw new Error(`The results have no '${row}' in '${caption}'.`)
  return Number(cells[table.columns.indexOf(column)])
}

/** Returns the length of a bar in a chart of the results. */
export function charted(suite: string, chart: string, label: string): number {
  const found = results[suite]?.result.charts.find(({ name }) => name === chart)
  const bar = found?.bars.find((bar) => bar.label === label)
  if (!bar) throw new Error(`The results have no '${label}' in the chart '${chart}'.`)
  return bar.value
}

const ours = (row: string) => measured('hooks', 'What happens', row, 'ours, React')

/** Returns the numbers that say most, as HTML. */
export function threeNumbers(): string {
  const numbers = [
    [ours('10,000 events in one write: commits'), 'renders for 10,000 events in one write'],
    [ours('a 502 at a redial: lost of 10'), 'events lost when a reconnect meets a 502'],
    [ours('20 components on one URL: connections'), 'connection for 20 components'],
  ]
  const items = numbers.map(([number, what]) => `<li><b>${number}</b> ${what}</li>`)
  return `<ul class="numbers">${items.join('')}</ul>`
}

const sizes: readonly (readonly [row: string, what: string])[] = [
  ['ours, React', '`useEventSource` of React'],
  ['ours, Vue', '`useEventSource` of Vue'],
  ['ours, a store with all transports', '`createEventSource` of the core, with both transports'],
  ['ours, a store on fetch', '… of `@use-event-source/core/fetch`'],
  ['ours, a store on native', '… of `@use-event-source/core/native`'],
]

/** Returns the sizes of each import as a Markdown table. */
export function sizesTable(): string {
  const kilobytes = (row: string, column: string) =>
    `${(measured('size', 'Bytes of a minimal import', row, column) / 1000).toFixed(1)} kB`
  const rows = sizes.map(([row, what]) => [
    what,
    ...['minified', 'gzip', 'brotli'].map((column) => kilobytes(row, column)),
  ])
  return toMarkdown([['what', 'minified', 'gzip', 'brotli'], ...rows])
}
