import { createEventSource, json, type ServerEvent } from '@use-event-source/core'
import { session } from './session.ts'
import { metrics, type Count, type Counts, type CountsSnapshot } from './wire.ts'

export const activity = createEventSource({
  url: '/api/dashboard',
  events: { count: json<Count>() },
  client: session,
  // Nothing comes while no dashboard adds it up.
  linger: 0,
})

export interface Dashboard {
  readonly counts: Counts
  /** The event that was added last. */
  readonly lastEventId: string
  /** What all counts make together after it, at the server. */
  readonly serverSum: number
}

export const noDashboard: Dashboard = {
  counts: { visits: 0, orders: 0, returns: 0, errors: 0 },
  lastEventId: '',
  serverSum: 0,
}

export const countUp = {
  count: ({ counts }: Dashboard, { data, lastEventId }: ServerEvent<'count', Count>) => ({
    counts: { ...counts, [data.metric]: counts[data.metric] + data.by },
    lastEventId,
    serverSum: data.sum,
  }),
}

/** Reads the counts, and the last event that is in them. */
export async function loadDashboard(signal: AbortSignal) {
  const response = await fetch('/api/dashboard/counts', { signal })
  if (!response.ok) throw new Error(`The counts answered ${response.status}`)
  const { counts, lastEventId } = (await response.json()) as CountsSnapshot
  return { state: { counts, lastEventId, serverSum: sumOf(counts) }, lastEventId }
}

const sumOf = (counts: Counts) => metrics.reduce((sum, metric) => sum + counts[metric], 0)

/** `undefined` before anything is loaded. */
export const matchesServer = ({ counts, lastEventId, serverSum }: Dashboard) =>
  lastEventId ? sumOf(counts) === serverSum : undefined

/** Says whether the page has what the server has. */
export function verdictOf(dashboard: Dashboard): string {
  const matches = matchesServer(dashboard)
  if (matches === undefined) return 'Nothing is loaded yet'
  return matches ? 'Matches the server' : 'Differs from the server'
}
