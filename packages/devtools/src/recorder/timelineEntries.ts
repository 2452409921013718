import type { ConnectionFailure } from '@use-event-source/core'
import { table } from '@use-event-source/core/tools'
import type {
  Announcements,
  ConnectionEvent,
  ObservedDial,
  Phase,
} from '@use-event-source/core/tools'
import { maskAnswerHeaders, maskRequestHeaders, maskText, maskUrl } from './mask.ts'
import type { LoggedAnswer, LoggedFailure, TimelineEntry } from './streamLog.ts'
import { tabRoleOf } from './tabRole.ts'

/** An entry without its place in the timeline. */
type Unplaced = TimelineEntry extends infer Entry
  ? Entry extends TimelineEntry
    ? Omit<Entry, 'order' | 'at'>
    : never
  : never

/** How much of a refused answer is kept, in characters. */
const longestBody = 300

export function dialEntry({ request }: ObservedDial, number: number): Unplaced {
  const { method, url, headers, lastEventId, manual } = request
  return {
    kind: 'dial',
    number,
    method,
    url: maskUrl(url),
    headers: maskRequestHeaders(headers),
    lastEventId,
    manual,
  }
}

export function stepEntry({ stream, from, to }: Announcements['state']): Unplaced {
  const answer = to.phase === 'open' ? stream.response : null
  return {
    kind: 'step',
    from: from.phase,
    event: eventBetween(from.phase, to.phase),
    to: to.phase,
    failure: to.failure && logged(to.failure),
    failureCount: to.failureCount,
    answer: answer && loggedAnswer(answer),
    role: tabRoleOf(stream),
  }
}

const loggedAnswer = ({ status, headers }: LoggedAnswer): LoggedAnswer => ({
  status,
  headers: maskAnswerHeaders(headers),
})

/** Returns a failure as plain data without secrets. */
export function logged(failure: ConnectionFailure): LoggedFailure {
  const { kind, status, retryAfter, retryAt, willRetry, body } = failure
  return {
    kind,
    message: maskText(failure.message),
    retryAt,
    willRetry,
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(body && { body: maskText(body).slice(0, longestBody) }),
  }
}

/** Returns the event that leads from one phase to another. */
function eventBetween(from: Phase, to: Phase): ConnectionEvent['type'] | null {
  const found = Object.entries(table[from]).find(([, phase]) => phase === to)
  return (found?.[0] as ConnectionEvent['type'] | undefined) ?? null
}

export type { Unplaced }
