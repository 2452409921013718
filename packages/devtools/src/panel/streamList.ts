import { element, setAttributes, setText } from './element.ts'
import { formatDuration, formatRate } from './format.ts'
import type { PanelModel } from './panelModel.ts'
import { createPill, showStatus } from './pill.ts'
import { roleTexts } from './roleTexts.ts'
import type { StreamView } from './streamView.ts'
import type { View } from './view.ts'

/** The streams of the page: what each is, how it is, and what comes. */
export function createStreamList(model: PanelModel): View {
  const list = element('ul', { class: 'streams' })
  const hint = element(
    'p',
    { class: 'hint' },
    'No stream yet. It shows here as soon as something listens.',
  )
  const nav = element('nav', { class: 'list', 'aria-label': 'Streams' }, hint, list)
  const rows = new Map<number, ReturnType<typeof createRow>>()

  return {
    element: nav,
    update() {
      const streams = model.streams()
      const selected = model.selected()?.log.id
      setAttributes(hint, { hidden: streams.length > 0 })
      const ids = new Set(streams.map(({ log }) => log.id))
      for (const [id, { element }] of rows) {
        if (ids.has(id)) continue
        element.remove()
        rows.delete(id)
      }
      for (const stream of streams) {
        const { id } = stream.log
        const row = rows.get(id) ?? createRow(() => model.select(id))
        if (!rows.has(id)) list.append(row.element)
        rows.set(id, row)
        row.update(stream, id === selected)
      }
    },
  }
}

function createRow(select: () => void) {
  const pill = createPill()
  const method = element('span', { class: 'method' })
  const path = element('span', { class: 'path' })
  const line = element('span', { class: 'about' })
  const role = element('span', { class: 'role' })
  const open = element(
    'button',
    { type: 'button' },
    element('span', { class: 'top' }, method, path),
    element('span', { class: 'bottom' }, pill, line, role),
  )
  open.addEventListener('click', select)
  return {
    element: element('li', {}, open),
    update(stream: StreamView, isSelected: boolean) {
      setAttributes(open, { 'aria-current': isSelected ? 'true' : null })
      setText(method, stream.log.method)
      setText(path, stream.path)
      setAttributes(path, { title: stream.log.url })
      showStatus(pill, stream.status)
      setText(line, lineOf(stream))
      setText(role, stream.role ? roleTexts[stream.role].short : '')
    },
  }
}

function lineOf({ status, failure, since, rate, log, events }: StreamView): string {
  if (log.isEnded) return 'nothing listens'
  if (status === 'reconnecting' && failure?.retryAt)
    return `next try in ${formatDuration(Math.max(0, failure.retryAt - Date.now()))}`
  if (status === 'closed') return failure?.status ? `answered ${failure.status}` : 'ended'
  if (status === 'open' && events > 0) return `${formatRate(rate.events)} events/s`
  return since === null ? '' : `for ${formatDuration(Date.now() - since)}`
}
