import { describeLoad, mostBusy } from '../busy.ts'
import type { Goal, Table } from '../suite.ts'
import type { Finding } from './results.ts'

/** Returns the part of the page that belongs to a suite. */
export function sectionOf({ date, load, result }: Finding): string {
  return [
    result.method,
    ...result.charts.map(
      ({ name, title }) => `**${title}**\n\n![${title}](./public/bench/${name}.svg)`,
    ),
    ...result.tables.filter(({ rows }) => rows.length > 0).map(tableOf),
    `Measured on ${date}${load ? `: ${describeLoad(load)}` : ''}.${load && load.busy > mostBusy ? ' **The machine was busy.**' : ''}`,
  ].join('\n\n')
}

function tableOf({ caption, columns, rows }: Table): string {
  return `**${caption}**\n\n${gridOf([columns, ...rows.map((row) => row.map(cellOf))])}`
}

/** Returns what each goal was, and what was reached. */
export function goalsTable(goals: readonly Goal[]): string {
  const rows = goals.map(({ what, goal, reached, met }) => [
    what,
    goal,
    reached,
    met ? 'yes' : '**no**',
  ])
  return gridOf([['what', 'goal', 'reached', 'met'], ...rows])
}

/** Writes a table, its first row the head. Numbers are aligned to the right. */
export function gridOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const isNumber = (column: number) => rows.every((row) => /^([-\d.,]+|–)$/.test(row[column] ?? ''))
  const rule = head.map((_, column) => (isNumber(column) ? '---:' : '---'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

function cellOf(value: string | number | null): string {
  if (value === null) return '–'
  return typeof value === 'string' ? value : numberOf(value)
}

/** Writes a number with three significant digits, or all of its digits where it has no fraction. */
export function numberOf(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en')
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1 ? 2 : 3 })
}
