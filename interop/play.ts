import { rmSync } from 'node:fs'
import { run } from './command.ts'
import { placeOf } from './place.ts'
import type { Place } from './place.ts'
import { playScenarios } from './playScenario.ts'
import type { Outcome } from './playScenario.ts'
import { scenarios } from './scenarios.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Listed } from './servers.ts'
import { startService } from './service.ts'
import type { Service } from './service.ts'

/** Builds and starts a server, and plays all scenarios that it can play. */
export async function play(server: Listed): Promise<Outcome> {
  const { place, service, end } = await startServer(server)
  try {
    const { dialect } = server
    const origin = `http://127.0.0.1:${place.port}`
    return await playScenarios(playable(server), { origin, dialect }, service.restart)
  } finally {
    await end()
  }
}

/** The scenarios that a server can play. */
export const playable = ({ without = {} }: Listed): readonly ScenarioName[] =>
  (Object.keys(scenarios) as ScenarioName[]).filter((name) => !(name in without))

export interface Started {
  readonly place: Place
  readonly service: Service
  end(): Promise<void>
}

/** Builds a server, and starts it in a place of its own. */
export async function startServer(server: Listed): Promise<Started> {
  const place = await placeOf(`servers/${server.folder}/`)
  for (const command of server.build?.(place) ?? []) await run(command)
  const service = await startService(server.start(place), place.port)
  return {
    place,
    service,
    async end() {
      await service.kill()
      rmSync(place.temporary, { recursive: true })
    },
  }
}
