import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { run } from './commands.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The archive of each package, by the last part of its name. */
    archives: Record<string, string>
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))
const prefix = 'use-event-source-'

/** Builds the packages, and packs them as npm would publish them. */
export default async function packPackages(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  await run(
    'npm run build -- --filter=@use-event-source/react --filter=@use-event-source/vue --filter=@use-event-source/devtools',
    root,
  )
  await run(
    `npm pack -w packages/core -w packages/react -w packages/vue -w packages/devtools --pack-destination ${folder}`,
    root,
  )
  const archives = readdirSync(folder).map((file) => [
    file.slice(prefix.length).replace(/-\d.*$/, ''),
    join(folder, file),
  ])
  project.provide('archives', Object.fromEntries(archives))
  return () => rmSync(folder, { recursive: true, force: true })
}
