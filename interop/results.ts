import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Outcome } from './play.ts'
import { scenarios } from './scenarios.ts'
import type { Listed } from './servers.ts'

/** What the docs say of a server. */
interface Result {
  readonly language: string
  readonly name: string
  readonly version: string
  /** The day of the run, as `2026-11-22`. */
  readonly date: string
  readonly passed: number
  readonly failed: number
  /** What it cannot play, and why. */
  readonly without: Readonly<Record<string, string>>
  readonly needs: string
}

const folder = new URL('../docs/public/interop/', import.meta.url)
const file = new URL('servers.json', folder)

/** Replaces what the docs say of one server; the others keep what was found before. */
export function record(server: Listed, version: string, outcome: Outcome): void {
  const reasons = Object.values(outcome)
  const failed = reasons.filter((reason) => reason !== null).length
  const { language, name, needs, without = {} } = server
  const result: Result = {
    language,
    name,
    version,
    date: new Date().toISOString().slice(0, 10),
    passed: reasons.length - failed,
    failed,
    without: Object.fromEntries(
      Object.entries(without).map(([name, reason]) => [
        scenarios[name as keyof typeof scenarios].shows,
        reason,
      ]),
    ),
    needs,
  }
  const results = { ...readResults(), [server.folder]: result }
  const ordered = Object.entries(results).toSorted(([a], [b]) => (a < b ? -1 : 1))
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`)
}

function readResults(): Readonly<Record<string, Result>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
