import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatRate,
  formatTime,
  nounFor,
} from './format.ts'
import type { StreamView } from './streamView.ts'
import { roleTexts } from './roleTexts.ts'

/** A name and its value, for a list. */
export type Term = readonly [name: string, value: string]

/** What is known of a stream now, in sections. */
export const factSections: readonly {
  readonly title: string
  readonly termsOf: (stream: StreamView) => readonly Term[]
}[] = [
  { title: 'Stream', termsOf: factsOf },
  { title: 'Traffic', termsOf: trafficOf },
  { title: 'Who listens', termsOf: listenersOf },
  { title: 'Request and answer', termsOf: exchangeOf },
]

function factsOf(stream: StreamView): Term[] {
  const { status, since, failure, log, transport, role } = stream
  const next = failure?.retryAt ? formatDuration(Math.max(0, failure.retryAt - Date.now())) : '–'
  return [
    ['URL', log.url],
    ['Status', status],
    ['Since', since === null ? '–' : formatTime(since)],
    ['Transport', transport],
    ...(role ? [['This tab', roleTexts[role].long] as const] : []),
    ['Client', log.client === 0 ? 'the default one' : `client ${log.client}`],
    ['Last event ID', stream.lastEventId || '–'],
    ['Next try', next === '–' ? next : `in ${next}`],
    ['Failures in a row', formatNumber(stream.failureCount)],
    ['Why', failure ? failure.message : '–'],
  ]
}

function trafficOf({ events, characters, rate, log }: StreamView): Term[] {
  return [
    ['Events', `${formatNumber(events)}, ${formatRate(rate.events)} a second`],
    ['Data', `${formatBytes(characters)}, ${formatBytes(rate.characters)} a second`],
    ['Commits', `${formatNumber(log.commits)}, ${formatRate(rate.commits)} a second`],
    ['Dials', formatNumber(log.dials)],
  ]
}

function listenersOf({ stores, lingering, subscribers, listeners }: StreamView): Term[] {
  const linger = lingering > 0 ? `, ${lingering} of them lingering` : ''
  return [
    ['Stores', `${stores}${linger}`],
    ['Show its state', formatNumber(subscribers)],
    ...listeners.map(([type, count]) => [type, `${count} ${nounFor(count, 'listener')}`] as const),
  ]
}

function exchangeOf({ requestHeaders, answer }: StreamView): Term[] {
  const sent = Object.entries(requestHeaders)
  const got = Object.entries(answer?.headers ?? {})
  return [
    ...sent.map(([name, value]) => [`→ ${name}`, value] as const),
    ['← status', answer ? `${answer.status}` : 'not known'],
    ...got.map(([name, value]) => [`← ${name}`, value] as const),
  ]
}
