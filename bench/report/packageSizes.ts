import type { Results } from './results.ts'

/** What the README of a package says of its size: sentences around rows of the results. */
const sentences: Readonly<Record<string, (gzip: (row: string) => string) => string>> = {
  core: (gzip) =>
    `A store with both transports: ${gzip('ours, a store with all transports')} gzipped; with \`fetch\` alone ${gzip('ours, a store on fetch')}; with the native \`EventSource\` alone ${gzip('ours, a store on native')}.`,
  react: (gzip) => `\`useEventSource\` with all that it brings: ${gzip('ours, React')} gzipped.`,
  vue: (gzip) => `\`useEventSource\` with all that it brings: ${gzip('ours, Vue')} gzipped.`,
}

/** Returns the sentence of each package, by its name. */
export function packageSizes(results: Results): Readonly<Record<string, string>> {
  const [table] = results['size']?.result.tables ?? []
  if (!table) return {}
  const column = table.columns.indexOf('gzip')
  const gzip = (name: string) => {
    const bytes = Number(table.rows.find(([row]) => row === name)?.[column])
    return `${(bytes / 1000).toFixed(1)} kB`
  }
  return Object.fromEntries(
    Object.entries(sentences).map(([name, sentence]) => [name, sentence(gzip)]),
  )
}
