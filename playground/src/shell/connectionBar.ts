import type { Readable, Snapshot } from '@use-event-source/core'
import { paced } from '@use-event-source/core/adapter'
import { formatNumber } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { onWatch, type Watched } from '../shared/watched.ts'
import { streamNames, type Stats } from '../shared/wire.ts'
import { createCountdown } from './countdown.ts'
import { countDials } from './dials.ts'
import { find, setText } from './element.ts'
import { stats } from './stats.ts'

/**
 * Shows the watched connection from both ends: the state of the store, and what the server sees. It
 * uses no framework.
 */
export function mountConnectionBar(): void {
  const bar = find('[data-connection]')
  const field = (name: string) => find(`[data-field=${name}]`, bar)
  const status = field('status')
  const failureCount = field('failureCount')
  const lastEventId = field('lastEventId')
  const reason = field('reason')
  const countDown = createCountdown(field('retry'))
  const toggle = find<HTMLButtonElement>('[data-toggle-connection]', bar)

  let watched: Watched | null = null
  let source: Readable<Snapshot> | null = null
  let unwatch = () => {}

  function show(): void {
    const snapshot = source?.getSnapshot()
    setText(status, snapshot?.status ?? 'idle')
    status.dataset.status = snapshot?.status ?? 'idle'
    setText(failureCount, String(snapshot?.failureCount ?? 0))
    setText(lastEventId, snapshot?.lastEventId || '–')
    countDown(snapshot?.failure?.retryAt)
    const isClosed = snapshot?.status === 'closed'
    setText(reason, snapshot?.failure ? statusText(snapshot.status, snapshot.failure) : '')
    const isComplete = isClosed && !snapshot.failure && watched?.closed !== undefined
    toggle.disabled = !watched || isComplete || !(watched.canClose || isClosed)
    toggle.title =
      watched && !watched.canClose ? 'Each cell has a store of its own on this connection' : ''
    setText(toggle, isClosed ? 'Connect' : 'Close')
  }

  onWatch((next) => {
    unwatch()
    watched = next
    // In a flood there is an event every few microseconds.
    source = next && paced(next.source)
    unwatch = source?.subscribe(show) ?? (() => {})
    show()
  })

  toggle.addEventListener('click', () => {
    const store = watched?.source
    if (store?.getSnapshot().status === 'closed') store.connect()
    else store?.close()
  })

  countDials((dials) => setText(field('dials'), formatNumber(dials)))
  stats.on('message', ({ data }) => {
    setText(field('open'), String(countStreams(data)))
    setText(field('streams'), listStreams(data))
  })
}

// The counts come on the stream `stats`, which is not one of the streams to show.
const shown = streamNames.filter((name) => name !== 'stats')

const countStreams = ({ open }: Stats) => shown.reduce((sum, name) => sum + open[name], 0)

const listStreams = ({ open }: Stats) =>
  shown
    .filter((name) => open[name] > 0)
    .map((name) => (open[name] > 1 ? `${name} × ${open[name]}` : name))
    .join(', ')
