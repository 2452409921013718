import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { goalsTable, gridOf, sectionOf } from './markdown.ts'
import { packageSizes } from './packageSizes.ts'
import { fillParts, partOf } from './page.ts'
import { readmeTable } from './readmeTable.ts'
import { resultsFile } from './results.ts'
import type { Results } from './results.ts'

const root = new URL('../../', import.meta.url)

/** Every file that shows measured numbers, and what belongs between its markers. */
function pagesOf(results: Results): readonly (readonly [file: string, Record<string, string>])[] {
  const findings = Object.entries(results)
  const sections = findings.map(([name, finding]) => [name, sectionOf(finding)])
  const goals = findings.flatMap(([, { result }]) => result.goals)
  const missedFirst = goals.toSorted((a, b) => Number(a.met) - Number(b.met))
  return [
    ['docs/benchmarks.md', { ...Object.fromEntries(sections), machine: machineOf(results) }],
    ['bench/README.md', { goals: goalsTable(missedFirst) }],
    ['README.md', { readme: readmeTable(results) }],
    ...Object.entries(packageSizes(results)).map(
      ([name, size]) => [`packages/${name}/README.md`, { size }] as const,
    ),
  ]
}

export function writePages(results: Results): void {
  const pages = pagesOf(results)
  for (const [file, parts] of pages) fillParts(new URL(file, root), parts)
  // Written as the format wants it, which CI checks.
  const files = [...pages.map(([file]) => file), fileURLToPath(resultsFile)]
  spawnSync('npx', ['oxfmt', ...files], { cwd: root, stdio: 'inherit' })
}

/** Returns the parts that show something else than what was measured. */
export function pageFaults(results: Results): string[] {
  // The format pads tables.
  const plain = (text: string | null) => text?.replace(/[ -]+/g, ' ')
  return pagesOf(results).flatMap(([file, parts]) => {
    const text = readFileSync(new URL(file, root), 'utf8')
    return Object.entries(parts)
      .filter(([name, part]) => plain(partOf(text, name)) !== plain(part))
      .map(([name]) => `${file} does not show what was measured: ${name}`)
  })
}

/** Returns where and when what was measured, and in which version. */
function machineOf(results: Results): string {
  const [newest] = Object.values(results).toSorted((a, b) => b.date.localeCompare(a.date))
  if (!newest) return ''
  const { processor, memory, system, node, chromium } = newest.machine
  const peers = Object.entries(newest.versions).map(([name, version]) => [`\`${name}\``, version])
  return (
    `${newest.date}: Node ${node} and Chromium ${chromium} on ${system}, ${processor}, ${memory} of memory.\n\n` +
    gridOf([['package', 'version'], ...peers])
  )
}
