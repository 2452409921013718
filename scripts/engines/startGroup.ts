import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface ProcessGroup {
  /** What the program writes to its file descriptor 3. */
  readonly told: Readable
  end(): Promise<void>
}

/**
 * Returns what to launch in place of a program, for it to end with this process, however that ends.
 */
export function grouped(program: string): {
  readonly executablePath: string
  readonly env: NodeJS.ProcessEnv
} {
  // Windows has neither such groups nor a shell for the script.
  if (process.platform === 'win32') return { executablePath: program, env: process.env }
  return {
    executablePath: join(import.meta.dirname, 'group.sh'),
    env: { ...process.env, PROGRAM: program },
  }
}

/**
 * Starts a program in a process group of its own, all of which ends with this process at the
 * latest.
 */
export function startGroup(
  program: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): ProcessGroup {
  const { executablePath, env } = grouped(program)
  const child = spawn(executablePath, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    env: { ...env, ...more },
  })
  const closed = once(child, 'close')
  return {
    told: child.stdio[3] as Readable,
    async end() {
      child.stdin?.end()
      await closed
    },
  }
}
