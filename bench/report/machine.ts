import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { chromium } from 'playwright'
import { newestPeers } from '../peers.ts'
import { chromiumOptions } from '../../scripts/engines/chromium.js'

export interface Machine {
  readonly processor: string
  readonly memory: string
  readonly system: string
  readonly node: string
  readonly chromium: string
}

/** Tells where the numbers come from. */
export async function describeMachine(): Promise<Machine> {
  const browser = await chromium.launch(chromiumOptions())
  const version = browser.version()
  await browser.close()
  return {
    processor: `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${type()} ${release().replace(/-.*/, '')}`,
    node: process.version.slice(1),
    chromium: version,
  }
}

/** Returns the version of everything that is measured. */
export function versions(): Readonly<Record<string, string>> {
  const root = new URL('../../', import.meta.url)
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
  const dependencies = { ...read('bench/package.json').devDependencies, ...newestPeers }
  const names = Object.keys(dependencies)
    .filter((name) => !name.startsWith('@types/') && !name.startsWith('@use-event-source/'))
    .toSorted()
  const versionOf = (name: string): string => {
    const newest = newestPeers[name]
    if (newest) return newest
    try {
      return read(`bench/node_modules/${name}/package.json`).version
    } catch {
      return read(`node_modules/${name}/package.json`).version
    }
  }
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]))
}
