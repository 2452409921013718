import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'

const folder = new URL('../docs/public/interop/', import.meta.url)

/**
 * Replaces what the docs say of one run; the others keep what was found before. The day
 * of the run is added, and the load of the machine: a busy one is slower.
 */
export function writeResult(
  kind: 'servers' | 'engines' | 'proxies' | 'fleet',
  name: string,
  result: object,
): void {
  const file = new URL(`${kind}.json`, folder)
  const dated = {
    ...result,
    date: new Date().toISOString().slice(0, 10),
    load: Math.round(loadavg()[0] ?? 0),
  }
  const before = read(file)
  // What takes long is not measured each time.
  const results = { ...before, [name]: { ...before[name], ...dated } }
  const ordered = Object.entries(results).toSorted(([a], [b]) => (a < b ? -1 : 1))
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`)
}

function read(file: URL): Readonly<Record<string, object>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
