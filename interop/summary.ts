import { mkdirSync, writeFileSync } from 'node:fs'
import type { ServerResult } from './serverResult.ts'

/** Prints the last lines of a command, and keeps them where `.ci/run` finds them for its own. */
export function summarize(command: string, lines: readonly string[]): void {
  const folder = new URL('../reports/interop/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${command}.txt`, folder), `${lines.join('\n')}\n`)
  for (const line of lines) console.log(line)
}

/** Returns a line for each language, and one for all. */
export function linesOf(results: readonly ServerResult[]): readonly string[] {
  const languages = [...new Set(results.map(({ language }) => language))]
  const lines = languages.map((language) => {
    const ones = results.filter((result) => result.language === language)
    return `interop  ${language.padEnd(12)} ${countsOf(ones)}`
  })
  return [...lines, `interop: ${languages.length} languages, ${countsOf(results)}`]
}

function countsOf(results: readonly ServerResult[]): string {
  const sum = (of: (result: ServerResult) => number) =>
    results.reduce((total, result) => total + of(result), 0)
  const servers = results.length === 1 ? '1 server' : `${results.length} servers`
  return `${servers}, ${sum(({ passed }) => passed)} checks passed, ${sum(({ failed }) => failed)} failed`
}
