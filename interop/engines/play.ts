import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenPage } from '../../scripts/engines/pageProvider.ts'
import { playable, startServer } from '../play.ts'
import type { Listed } from '../servers.ts'
import { startControl } from './control.ts'
import type { Visit } from './control.ts'
import type { Outcomes, PlannedServer } from './plan.ts'

/** What an engine found on another origin than the servers', and on the same. */
export interface Found {
  readonly other: Outcomes
  readonly same: Outcomes
}

/** How long an engine may take for all pages, in milliseconds. */
const timeLimit = 300_000

/** Plays scenarios with servers in a browser: on another origin, and then on the origin of each. */
export async function playIn(open: OpenPage, servers: readonly Listed[]): Promise<Found> {
  // Of its own, since scenarios kill them.
  const started = await Promise.all(servers.map(startServer))
  const planned = servers.map((server, index): PlannedServer => {
    const origin = `http://127.0.0.1:${started[index]?.place.port}`
    return { folder: server.folder, origin, names: playable(server) }
  })
  const visits: readonly Visit[] = [
    { origin: null, plan: planned },
    ...planned.map((one) => ({ origin: one.origin, plan: [one] })),
  ]
  const control = await startControl(visits, async (folder) => {
    await started[servers.findIndex((server) => server.folder === folder)]?.service.restart()
  })
  const end = await open(control.address)
  const late = new AbortController()
  try {
    const outcomes = await Promise.race([
      control.outcomes,
      sleep(timeLimit, undefined, { signal: late.signal }),
    ])
    if (!outcomes) throw new Error(`The pages did not report in ${timeLimit / 1000} s.`)
    const [other = {}, ...same] = outcomes
    return { other, same: Object.assign({}, ...same) }
  } finally {
    late.abort()
    await end()
    control.close()
    await Promise.all(started.map((server) => server.end()))
  }
}
