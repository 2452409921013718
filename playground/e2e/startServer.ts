import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const main = fileURLToPath(new URL('../server/main.ts', import.meta.url))

export interface RunningServer {
  readonly url: string
  /** Ends it as a crash would: without cleaning up, and without closing its sockets. */
  kill(): Promise<void>
  /** Disconnects from it, as a parent that ends does, and waits until it has ended too. */
  abandon(): Promise<void>
}

/**
 * Starts the server as a process of its own, on a free port unless one is named. It ends with this
 * process.
 *
 * @param options.dev Serve the pages from their sources, as `npm start` does.
 */
export async function startServer({
  port = 0,
  pace = 1,
  dev = false,
} = {}): Promise<RunningServer> {
  const pages = dev ? ['--dev'] : ['--pages', inject('pages')]
  const args = ['--port', String(port), '--pace', String(pace), ...pages]
  const child = fork(main, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { url } = await firstMessage(child)
  return {
    url,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async abandon() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

async function firstMessage(child: ChildProcess): Promise<{ url: string }> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`The server ended with ${code}`)),
    ),
  ])
  return message as { url: string }
}
