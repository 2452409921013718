import type { Status } from '@use-event-source/core'
import { statusOf } from '@use-event-source/core/tools'
import type { ObservedStream, Phase } from '@use-event-source/core/tools'
import { isOffline } from '../actions/actions.ts'
import { maskAnswerHeaders, maskRequestHeaders } from '../recorder/mask.ts'
import type { LoggedFailure, StreamLog } from '../recorder/streamLog.ts'
import { tabRoleOf } from '../recorder/tabRole.ts'
import type { TabRole } from '../recorder/tabRole.ts'
import { logged } from '../recorder/timelineEntries.ts'
import type { Counts } from './rates.ts'

/** What the panel shows of a stream now. */
export interface StreamView {
  readonly log: StreamLog
  readonly observed: ObservedStream | null
  /** Its path, and its query by name. */
  readonly path: string
  readonly host: string
  readonly status: Status
  readonly phase: Phase
  readonly since: number | null
  readonly failure: LoggedFailure | null
  readonly failureCount: number
  readonly transport: string
  /** `null` where tabs do not share the stream. */
  readonly role: TabRole | null
  readonly lastEventId: string
  readonly events: number
  readonly characters: number
  /** Per second. */
  readonly rate: Counts
  /** How many stores use it, and how many of them only linger. */
  readonly stores: number
  readonly lingering: number
  /** How many components and others show its state. */
  readonly subscribers: number
  /** How many listeners each event type has. */
  readonly listeners: readonly (readonly [type: string, count: number])[]
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
  } | null
  readonly isOffline: boolean
}

export function streamViewOf(
  log: StreamLog,
  observed: ObservedStream | null,
  rate: Counts,
): StreamView {
  const { path, host } = partsOf(log.url)
  const state = observed?.state
  const stores = observed?.stores ?? []
  const answer = observed?.response ?? null
  return {
    log,
    observed,
    path,
    host,
    status: state ? statusOf[state.phase] : 'closed',
    phase: state?.phase ?? 'idle',
    since: observed?.since ?? log.timeline.items().at(-1)?.at ?? null,
    failure: state?.failure ? logged(state.failure) : null,
    failureCount: state?.failureCount ?? 0,
    transport: transportOf(observed),
    role: observed && tabRoleOf(observed),
    lastEventId: observed?.lastEventId ?? '',
    events: observed?.events ?? 0,
    characters: observed?.characters ?? 0,
    rate,
    stores: stores.length,
    lingering: stores.filter(({ isListening }) => !isListening).length,
    subscribers: stores.reduce((sum, store) => sum + store.subscribers, 0),
    listeners: listenersOf(stores),
    requestHeaders: maskRequestHeaders(observed?.dial?.request.headers),
    answer: answer && { status: answer.status, headers: maskAnswerHeaders(answer.headers) },
    isOffline: observed !== null && isOffline(observed),
  }
}

function partsOf(url: string) {
  const [, host = '', path = url] = /^[a-z]+:\/\/([^/]*)(.*)$/.exec(url) ?? []
  return { host, path }
}

/** What carries a stream, as far as it can be seen. */
function transportOf(observed: ObservedStream | null): string {
  if (!observed?.dial) return '–'
  if (tabRoleOf(observed)) return 'shared by tabs'
  if (observed.response) return 'fetch'
  return observed.state.phase === 'open' ? 'EventSource, or another without an answer' : '–'
}

function listenersOf(stores: ObservedStream['stores']) {
  const counts = new Map<string, number>()
  for (const { listeners } of stores)
    for (const [type, count] of Object.entries(listeners))
      counts.set(type, (counts.get(type) ?? 0) + count)
  return [...counts]
}
