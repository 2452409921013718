import { element, setText } from './element.ts'
import { formatBytes, formatDuration, formatNumber, formatRate, formatTime } from './format.ts'
import type { PanelModel } from './panelModel.ts'
import type { StreamView } from './streamView.ts'
import type { View } from './view.ts'

/** What is known of a stream now, as a list of terms. */
export function createOverview(model: PanelModel): View {
  const facts = createTerms('Stream')
  const traffic = createTerms('Traffic')
  const listeners = createTerms('Who listens')
  const exchange = createTerms('Request and answer')
  const sections = [facts, traffic, listeners, exchange]
  return {
    element: element(
      'div',
      { class: 'overview', tabindex: 0, role: 'group', 'aria-label': 'What is known' },
      ...sections.map((section) => section.element),
    ),
    update() {
      const stream = model.selected()
      if (!stream) return
      facts.show(factsOf(stream))
      traffic.show(trafficOf(stream))
      listeners.show(listenersOf(stream))
      exchange.show(exchangeOf(stream))
    },
  }
}

type Term = readonly [name: string, value: string]

/** A list of terms under a title. Terms are made once, so that a value can be selected. */
function createTerms(title: string) {
  const list = element('dl')
  let names = ''
  let values: HTMLElement[] = []
  return {
    element: element('section', {}, element('h3', {}, title), list),
    show(terms: readonly Term[]) {
      const newNames = terms.map(([name]) => name).join('\n')
      if (newNames !== names) {
        names = newNames
        values = terms.map(() => element('dd'))
        list.replaceChildren(
          ...terms.map(([name], index) =>
            element('div', {}, element('dt', {}, name), values[index]!),
          ),
        )
      }
      for (const [index, [, value]] of terms.entries()) setText(values[index]!, value)
    },
  }
}

function factsOf(stream: StreamView): Term[] {
  const { status, since, failure, log, transport, role } = stream
  const next = failure?.retryAt ? formatDuration(Math.max(0, failure.retryAt - Date.now())) : '–'
  return [
    ['URL', log.url],
    ['Status', since === null ? status : `${status} since ${formatTime(since)}`],
    ['Transport', transport],
    ...(role ? [['This tab', roleNames[role] ?? role] as const] : []),
    ['Client', log.client === 0 ? 'the default one' : `client ${log.client}`],
    ['Last event ID', stream.lastEventId || '–'],
    ['Next try', next === '–' ? next : `in ${next}`],
    ['Failures in a row', formatNumber(stream.failureCount)],
    ['Why', failure ? failure.message : '–'],
  ]
}

const roleNames: Readonly<Record<string, string>> = {
  leading: 'leads: it connects for the others',
  following: 'follows: another tab connects',
  away: 'takes no part now',
}

const trafficOf = ({ events, characters, rate, log }: StreamView): Term[] => [
  ['Events', `${formatNumber(events)}, ${formatRate(rate.events)} a second`],
  ['Data', `${formatBytes(characters)}, ${formatBytes(rate.characters)} a second`],
  ['Commits', `${formatNumber(log.commits)}, ${formatRate(rate.commits)} a second`],
  ['Dials', formatNumber(log.dials)],
]

function listenersOf({ stores, lingering, subscribers, listeners }: StreamView): Term[] {
  const linger = lingering > 0 ? `, ${lingering} of them lingering` : ''
  return [
    ['Stores', `${stores}${linger}`],
    ['Show its state', formatNumber(subscribers)],
    ...listeners.map(([type, count]) => [type, plural(count, 'listener')] as const),
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

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
