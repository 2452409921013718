import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort, run, start } from './command.ts'
import type { Running } from './command.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Place } from './server.ts'
import type { Listed } from './servers.ts'
import { openStream } from './streams.ts'
import type { Stream } from './streams.ts'

/** What became of each scenario: `null` where it passed, or why not. */
export type Outcome = Readonly<Partial<Record<ScenarioName, string | null>>>

const patience = 30_000

/** Builds and starts a server, and plays all scenarios that it can play, side by side. */
export async function play(server: Listed): Promise<Outcome> {
  const place = await placeOf(server)
  let running: readonly Running[] = []
  const end = () => Promise.all(running.map((process) => process.kill()))
  async function begin() {
    running = server.start(place).map(start)
    await answers(place.port, running)
  }
  async function restart() {
    await end()
    await begin()
  }
  const outcome: Partial<Record<ScenarioName, string | null>> = {}
  const playOne = async (name: ScenarioName) => {
    outcome[name] = await outcomeOf(server, name, place.port, restart)
  }
  try {
    for (const command of server.build?.(place) ?? []) run(command)
    await begin()
    const names = (Object.keys(scenarios) as ScenarioName[]).filter(
      (name) => !(name in (server.without ?? {})),
    )
    await Promise.all(names.filter((name) => name !== 'restart').map(playOne))
    if (names.includes('restart')) await playOne('restart')
  } finally {
    await end()
    rmSync(place.temporary, { recursive: true })
  }
  return outcome
}

async function outcomeOf(
  server: Listed,
  name: ScenarioName,
  port: number,
  restart: () => Promise<void>,
): Promise<string | null> {
  const opened: Stream[] = []
  const open = (...what: Parameters<typeof openStream>[2]) => {
    const stream = openStream(`http://127.0.0.1:${port}`, server.dialect, what)
    opened.push(stream)
    return stream
  }
  const late = new AbortController()
  try {
    await Promise.race([
      scenarios[name].play({ open, restart }),
      sleep(patience, undefined, { signal: late.signal }).then(() => {
        const states = opened.map(({ source, heard }) => {
          const { status, failure } = source.getSnapshot()
          return `${status}, ${heard.length} events, ${failure?.message ?? 'no failure'}`
        })
        throw new Error(`nothing more came for ${patience / 1000} s: ${states.join('; ')}`)
      }),
    ])
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    late.abort()
    for (const { source } of opened) source.close()
  }
}

/** Waits until a server answers at all. */
async function answers(port: number, running: readonly Running[]) {
  for (let look = 0; look < 600; look++) {
    const ended = running.find((process) => process.ended)
    if (ended) throw new Error(`it ended: ${ended.output()}`)
    const status = await fetch(`http://127.0.0.1:${port}/nothing`).then(
      async (answer) => (await answer.arrayBuffer(), answer.status),
      () => 0,
    )
    // A server in front of another one says 502 until that one is there, too.
    if (status > 0 && status !== 502) return
    await sleep(100)
  }
  throw new Error(`it does not answer: ${running.map((process) => process.output()).join('\n')}`)
}

async function placeOf({ folder }: Listed): Promise<Place> {
  const source = fileURLToPath(new URL(`servers/${folder}/`, import.meta.url))
  const built = fileURLToPath(new URL(`dist/${folder}/`, import.meta.url))
  mkdirSync(built, { recursive: true })
  const temporary = mkdtempSync(join(tmpdir(), `interop-${folder}-`))
  return {
    port: await freePort(),
    source,
    built,
    temporary,
    fill(file, values) {
      const text = readFileSync(join(source, file), 'utf8')
      const path = join(temporary, basename(file))
      writeFileSync(
        path,
        text.replace(/@(\w+)@/g, (_, name: string) => String(values[name])),
      )
      return path
    },
  }
}
