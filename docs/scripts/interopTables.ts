// What `npm run interop -- --record` found, as tables.
import { readFileSync } from 'node:fs'
import type { EngineResult } from '../../interop/engines/result.ts'
import type { FleetResult } from '../../interop/fleet/result.ts'
import type { ProxyResult, Seen } from '../../interop/proxies/result.ts'
import { scenarios } from '../../interop/scenarios.ts'
import type { ServerResult } from '../../interop/serverResult.ts'
import { toMarkdown } from './markdownTable.ts'

/** What is added to each result. */
interface Run {
  readonly date: string
  /** Of the machine, which is slower when it is busy. */
  readonly load: number
}

/** Results of runs. */
function read<Result>(kind: 'servers' | 'engines' | 'proxies' | 'fleet'): readonly (Result & Run)[] {
  const file = new URL(`../public/interop/${kind}.json`, import.meta.url)
  return Object.values(JSON.parse(readFileSync(file, 'utf8')))
}

/** Returns a row for each server, by language. */
export function serversTable(): string {
  const rows = read<ServerResult>('servers')
    .map(({ language, name, version, date, passed, failed, without, needs }) => {
      const left = Object.entries(without).map(([shows, why]) => `Left out: ${shows}; ${why}.`)
      const checks = `${passed} of ${passed + failed}`
      return [language, `${name} ${version}`, checks, [needs, ...left].join('<br>'), date]
    })
    .toSorted(([a = ''], [b = '']) => a.localeCompare(b, 'en'))
  return toMarkdown([['language', 'server', 'checks', 'what it needs', 'tried on'], ...rows])
}

/** Returns a row for each engine, and a column for each place of the page. */
export function enginesTable(): string {
  const rows = read<EngineResult>('engines').map(({ name, servers, same, other, date }) => [
    name,
    servers.join(', '),
    ...[same, other].map(({ passed, failed }) => `${passed} of ${passed + failed}`),
    date,
  ])
  const head = ['engine', 'servers', "checks on the server's origin", 'on another origin', 'tried on']
  return toMarkdown([head, ...rows])
}

/** Returns a row for each proxy, and a column for each way to serve a stream through it. */
export function proxiesTable(): string {
  const rows = read<ProxyResult>('proxies').map(({ name, version, seen, idleCut, date, load }) => [
    `${name} ${version}`,
    ...[seen.asItComes, seen.withHeaders, seen.withLines].map(seenThrough),
    idleCut === null ? 'not in 290 s' : `${idleCut} s`,
    `${date}, load ${load}`,
  ])
  const head = ['proxy', 'as it comes', "with the server's headers", 'with its lines', 'cuts silence after', 'tried on']
  return toMarkdown([head, ...rows])
}

function seenThrough({ first, delay, faults }: Seen): string {
  if (first === null) return 'no event in 30 s'
  const losses = Object.values(faults)
  const lost = losses.reduce((sum, loss) => sum + (loss?.lost ?? 0), 0)
  const twice = losses.reduce((sum, loss) => sum + (loss?.twice ?? 0), 0)
  return `first event after ${first} ms, each ${delay} ms late<br>lost ${lost}, twice ${twice}`
}

/** Returns what a fleet did while its nodes were killed. */
export function fleetTable(): string {
  const rows = read<FleetResult>('fleet').map(({ clients, kills, received, lost, twice, takeover, date, load }) =>
    [
      clients,
      kills,
      received,
      lost,
      twice,
      `${takeover.half} / ${takeover.most} / ${takeover.all}`,
      `${date}, load ${load}`,
    ].map(String),
  )
  const head = [
    'clients',
    'kills',
    'events received',
    'lost',
    'twice',
    'takeover: half / 99 % / all, in ms',
    'tried on',
  ]
  return toMarkdown([head, ...rows])
}

/** Returns what every server is asked to show. */
export const scenarioList = (): string =>
  Object.values(scenarios)
    .map(({ shows }) => `- ${shows}`)
    .join('\n')
