import { inject } from 'vitest'
import { run } from './commands.ts'

/** Installs an adapter, the core and others into an app, from their archives. */
export async function installPacked(
  adapter: string,
  app: string,
  ...others: readonly string[]
): Promise<void> {
  const archives = inject('archives')
  const files = ['core', adapter, ...others].map((name) => archives[name])
  await run(`npm install ${files.join(' ')}`, app)
}
