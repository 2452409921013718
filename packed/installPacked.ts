import { inject } from 'vitest'
import { run } from './commands.ts'

/** Installs an adapter and the core into an app, from their archives. */
export async function installPacked(adapter: string, app: string): Promise<void> {
  const archives = inject('archives')
  await run(`npm install ${archives['core']} ${archives[adapter]}`, app)
}
