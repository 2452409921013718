import { setTimeout as sleep } from 'node:timers/promises'
import { start } from './command.ts'
import type { Command, Running } from './command.ts'

/** Commands that serve one port together, and can be started again. */
export interface Service {
  signal(name: NodeJS.Signals): void
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Starts commands, and resolves when their port answers. */
export async function startService(commands: readonly Command[], port: number): Promise<Service> {
  let running: readonly Running[] = []
  async function kill() {
    await Promise.all(running.map((process) => process.kill()))
  }
  async function begin() {
    running = commands.map(start)
    await answers(port, running).catch(async (error: Error) => {
      await kill()
      throw error
    })
  }
  await begin()
  return {
    signal(name) {
      for (const process of running) process.signal(name)
    },
    kill,
    async restart() {
      await kill()
      await begin()
    },
  }
}

async function answers(port: number, running: readonly Running[]) {
  for (let look = 0; look < 600; look++) {
    const ended = running.find((process) => process.ended)
    if (ended) throw new Error(`it ended: ${ended.output()}`)
    const status = await fetch(`http://127.0.0.1:${port}/nothing`, {
      signal: AbortSignal.timeout(2000),
    }).then(
      async (answer) => (await answer.arrayBuffer(), answer.status),
      () => 0,
    )
    // A server in front of another one says so until that one is there, too.
    if (status > 0 && status !== 502 && status !== 503) return
    await sleep(100)
  }
  throw new Error(`it does not answer: ${running.map((process) => process.output()).join('\n')}`)
}
