import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Load } from '../busy.ts'
import type { SuiteResult } from '../suite.ts'
import type { Machine } from './machine.ts'

/** What one run found out about one suite. */
export interface Finding {
  /** The day of the run, as `2026-11-22`. */
  readonly date: string
  readonly machine: Machine
  /** What else the machine did; missing in older results. */
  readonly load?: Load
  readonly versions: Readonly<Record<string, string>>
  readonly result: SuiteResult
}

/** The last finding of each suite, by name. */
export type Results = Readonly<Record<string, Finding>>

const folder = new URL('../../docs/public/bench/', import.meta.url)
export const resultsFile = new URL('results.json', folder)

export function readResults(): Results {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8'))
  } catch {
    return {}
  }
}

/** Writes what a program can read, and a drawing for each chart. */
export function writeResults(results: Results, drawings: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  for (const [name, svg] of Object.entries(drawings))
    writeFileSync(new URL(`${name}.svg`, folder), svg)
}
