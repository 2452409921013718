import { fillParts } from './report/page.ts'
import type { Results } from './report/results.ts'

/** What the README of a package says of its size: sentences around rows of the results. */
const sentences: Readonly<Record<string, (gzip: (row: string) => string) => string>> = {
  core: (gzip) =>
    `A store with both transports: ${gzip('ours, a store with all transports')} gzipped; with \`fetch\` alone ${gzip('ours, a store on fetch')}; with the native \`EventSource\` alone ${gzip('ours, a store on native')}.`,
  react: (gzip) => `\`useEventSource\` with all that it brings: ${gzip('ours, React')} gzipped.`,
  vue: (gzip) => `\`useEventSource\` with all that it brings: ${gzip('ours, Vue')} gzipped.`,
}

/** Writes the sizes into the READMEs of the packages, which stand alone on npm. */
export function writeSizes(results: Results): void {
  const [table] = results['size']?.result.tables ?? []
  if (!table) return
  const column = table.columns.indexOf('gzip')
  const gzip = (name: string) => {
    const bytes = Number(table.rows.find(([row]) => row === name)?.[column])
    return `${(bytes / 1000).toFixed(1)} kB`
  }
  for (const [name, sentence] of Object.entries(sentences)) {
    fillParts(new URL(`../packages/${name}/README.md`, import.meta.url), { size: sentence(gzip) })
  }
}
