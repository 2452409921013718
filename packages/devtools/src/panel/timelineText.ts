import type { TimelineEntry } from '../recorder/streamLog.ts'
import { formatDuration } from './format.ts'
import { roleTexts } from './roleTexts.ts'

/** How an entry of the timeline reads: what happened, and the facts of it. */
export interface TimelineText {
  readonly title: string
  readonly facts: readonly string[]
  /** The colour of its mark. */
  readonly tone: 'good' | 'info' | 'warn' | 'bad' | 'quiet'
}

export function timelineText(entry: TimelineEntry): TimelineText {
  switch (entry.kind) {
    case 'dial': {
      const { number, method, url, lastEventId, manual } = entry
      const from = lastEventId ? [`from event ${lastEventId}`] : []
      const asked = manual ? ['asked for by connect()'] : []
      return {
        title: `Dial ${number}`,
        facts: [`${method} ${url}`, ...from, ...asked],
        tone: 'info',
      }
    }
    case 'gap': {
      const how = entry.lastEventId
        ? `the server was asked for all since event ${entry.lastEventId}`
        : 'no ID bridges it: events may be missing'
      return {
        title: `Gap of ${formatDuration(entry.duration)}`,
        facts: [how],
        tone: entry.lastEventId ? 'quiet' : 'warn',
      }
    }
    case 'role': {
      const { taken, long } = roleTexts[entry.role]
      return {
        title: taken,
        facts: [`this tab ${long}`, 'the stream has stayed open'],
        tone: 'info',
      }
    }
    case 'end':
      return { title: 'Nothing listens any more', facts: [], tone: 'quiet' }
    case 'step':
      return stepText(entry)
  }
}

type Step = Extract<TimelineEntry, { kind: 'step' }>

function stepText(step: Step): TimelineText {
  const { from, event, to, failure, failureCount, answer, role } = step
  const way = `${from} → ${to}${event ? `, on ${event}` : ''}`
  if (event === 'progress') return { title: 'Proved itself', facts: [forgiven], tone: 'quiet' }
  if (to === 'open') {
    const facts = answer ? [`answered ${answer.status}`] : []
    const part = role ? [`this tab ${roleTexts[role].long}`] : []
    return { title: 'Open', facts: [way, ...facts, ...part], tone: 'good' }
  }
  if (!failure || to === 'redialing')
    return { title: titles[to] ?? to, facts: [way], tone: 'quiet' }
  return {
    title: (to === 'dropped' && droppedTitle(step)) || (titles[to] ?? to),
    tone: to === 'failed' ? 'bad' : 'warn',
    facts: [
      way,
      failure.message,
      ...(failure.status ? [`status ${failure.status}`] : []),
      ...(failure.retryAfter !== undefined
        ? [`Retry-After ${formatDuration(failure.retryAfter)}`]
        : []),
      ...(failure.retryAt && failure.willRetry
        ? [`next dial after ${formatDuration(Math.max(0, failure.retryAt - step.at))}`]
        : []),
      ...(failureCount > 1 ? [`${failureCount} failures in a row`] : []),
      ...(failure.body ? [`answer: ${failure.body.replaceAll(/\s+/g, ' ').trim()}`] : []),
    ],
  }
}

/** What waits for the next dial, where that is not the browser. */
function droppedTitle({ failure, role }: Step): string | null {
  if (role === 'following') return 'Lost, the tab that leads dials again'
  return failure?.status === 401 ? 'Renewing access' : null
}

const forgiven = 'earlier failures no longer count'

const titles: Readonly<Record<string, string>> = {
  idle: 'Left',
  connecting: 'Connecting',
  dropped: 'Lost, the browser dials again',
  waiting: 'Lost, waits for the next dial',
  offline: 'Offline',
  redialing: 'Dials again',
  paused: 'Paused, the page is hidden',
  failed: 'Failed for good',
}
