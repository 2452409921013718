import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './command.ts'
import { placeOf } from './place.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Listed } from './servers.ts'
import { startService } from './service.ts'
import { openStream } from './streams.ts'
import type { Stream } from './streams.ts'

/** What became of each scenario: `null` where it passed, or why not. */
export type Outcome = Readonly<Partial<Record<ScenarioName, string | null>>>

const patience = 60_000

/** Builds and starts a server, and plays all scenarios that it can play, side by side. */
export async function play(server: Listed): Promise<Outcome> {
  const place = await placeOf(`servers/${server.folder}/`)
  const outcome: Partial<Record<ScenarioName, string | null>> = {}
  for (const command of server.build?.(place) ?? []) run(command)
  const service = await startService(server.start(place), place.port)
  const playOne = async (name: ScenarioName) => {
    outcome[name] = await outcomeOf(server, name, place.port, service.restart)
  }
  try {
    const names = (Object.keys(scenarios) as ScenarioName[]).filter(
      (name) => !(name in (server.without ?? {})),
    )
    await Promise.all(names.filter((name) => name !== 'restart').map(playOne))
    if (names.includes('restart')) await playOne('restart')
  } finally {
    await service.kill()
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
