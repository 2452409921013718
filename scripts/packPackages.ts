import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './walkProcess.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const prefix = 'use-event-source-'

/** Builds the packages, packs them into a folder as npm would publish them, and gives the archive of each name. */
export async function packPackages(folder: string): Promise<Record<string, string>> {
  await run('npm run build -- --filter=@use-event-source/react --filter=@use-event-source/vue', root)
  await run(`npm pack -w packages/core -w packages/react -w packages/vue --pack-destination ${folder}`, root)
  const archives = readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith('.tgz'))
  return Object.fromEntries(
    archives.map((file) => [file.slice(prefix.length).replace(/-\d.*$/, ''), join(folder, file)]),
  )
}
