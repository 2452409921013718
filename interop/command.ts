import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'

export interface Command {
  readonly command: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
}

/** A command that runs until it is ended. */
export interface Running {
  readonly ended: boolean
  /** The end of what it printed. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Ends it and all that it started, without a chance to say goodbye. */
  kill(): Promise<void>
}

const guard = new URL('guard.js', import.meta.url)

export function start({ command, args = [], env = {}, folder = '.' }: Command): Running {
  const child = fork(guard, [command, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream
      ?.setEncoding('utf8')
      .on('data', (text: string) => (printed = (printed + text).slice(-4000)))
  }
  return {
    get ended() {
      return child.exitCode !== null
    },
    output: () => printed,
    signal: (name) => child.send(name),
    async kill() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** Runs a command to its end, and throws what it printed when it fails. */
export async function run({ command, args = [], env = {}, folder = '.' }: Command): Promise<void> {
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
  await promisify(execFile)(command, args, options).catch((error) => {
    throw new Error(`${command} failed: ${error.message}\n${error.stdout}${error.stderr}`)
  })
}

/** Finds a port of this machine alone that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
