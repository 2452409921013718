import { decodedText, entryOf } from '../recorder/eventEntry.ts'
import type { EventRecord } from '../recorder/eventRecord.ts'
import { button, element, setAttributes, setText } from './element.ts'
import { formatNumber, formatTime, nounFor } from './format.ts'
import type { PanelModel } from './panelModel.ts'
import type { View } from './view.ts'
import { createVirtualList } from './virtualList.ts'
import type { Row } from './rowPool.ts'

/** The events of a stream, and the one that is selected: decoded beside raw. */
export function createEvents(model: PanelModel): View {
  const bar = createBar(model)
  const list = createVirtualList<EventRecord>({
    label: 'Events',
    rowHeight: 26,
    createRow,
    onSelect: model.showEvent,
  })
  const hint = element('p', { class: 'hint' })
  const data = createData(model)
  return {
    element: element('div', { class: 'events' }, bar.element, hint, list.element, data.element),
    update() {
      bar.update()
      data.update()
      const events = model.events()
      const isEmpty = events.length === 0
      setAttributes(hint, { hidden: !isEmpty })
      if (isEmpty) setText(hint, hintOf(model))
      setAttributes(list.element, { hidden: isEmpty })
      list.update(events, model.event)
    },
  }
}

function hintOf({ filter, type }: PanelModel): string {
  if (filter || type !== '') return 'No event matches.'
  return 'No event yet. Events are recorded while the panel is open.'
}

function createRow(): Row<EventRecord> {
  const time = element('time')
  const type = element('span', { class: 'type' })
  const id = element('span', { class: 'id' })
  const data = element('span', { class: 'data' })
  const mark = element('span', { class: 'mark' })
  return {
    parts: [time, type, id, data, mark],
    show(record) {
      const { at, kind, type: name, raw, lastEventId, outcome } = entryOf(record)
      const [title, content] = {
        event: [name, raw],
        comment: ['comment', 'a sign of life'],
        retry: ['retry:', `${raw} ms until a reconnect`],
        id: ['id:', 'moved without an event'],
      }[kind] as [string, string]
      setText(time, formatTime(at))
      setAttributes(type, { 'data-kind': kind })
      setText(type, title)
      setText(id, lastEventId)
      setText(data, content.slice(0, 300))
      setText(mark, outcome === 'refused' ? 'refused' : '')
    },
  }
}

function createBar(model: PanelModel): View {
  const filter = element('input', {
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter events by text',
  })
  filter.addEventListener('input', () => model.setFilter(filter.value))
  const type = element('select', { 'aria-label': 'Event type' })
  type.addEventListener('change', () => model.setType(type.value === '*' ? null : type.value))
  const pause = button('Pause', () => model.pause(!model.isPaused), { 'aria-pressed': 'false' })
  const count = element('span', { class: 'count' })
  let types = ''
  return {
    element: element(
      'div',
      { class: 'bar' },
      filter,
      type,
      pause,
      button('Clear', model.clearEvents),
      count,
    ),
    update() {
      const names = [...model.types()]
      if (names.join('\n') !== types || type.options.length === 0) {
        types = names.join('\n')
        const others = names.map((name) => element('option', { value: name }, name))
        const all = element('option', { value: '' }, 'All types')
        const rest = element('option', { value: '*' }, 'Comments, id:, retry:')
        type.replaceChildren(all, ...others, rest)
      }
      type.value = model.type ?? '*'
      if (filter.value.toLowerCase() !== model.filter) filter.value = model.filter
      setAttributes(pause, { 'aria-pressed': String(model.isPaused) })
      setText(pause, model.isPaused ? 'Resume' : 'Pause')
      setText(count, countOf(model))
    },
  }
}

function countOf(model: PanelModel): string {
  const { length: size = 0, dropped = 0 } = model.selected()?.log.events ?? {}
  const shown = model.events().length
  const of = shown === size ? '' : ` of ${formatNumber(size)}`
  const older = dropped > 0 ? `, ${formatNumber(dropped)} older dropped` : ''
  return `${formatNumber(shown)}${of} ${nounFor(size, 'event')}${older}`
}

/** What a decoder made of the selected event, beside what came. */
function createData(model: PanelModel): View {
  const decoded = element('pre', { tabindex: 0, 'aria-label': 'Decoded' })
  const raw = element('pre', { tabindex: 0, 'aria-label': 'Raw' })
  const title = element('h3', {}, 'Decoded')
  const close = button('×', () => model.showEvent(null), { 'aria-label': 'Close the event' })
  const part = element(
    'div',
    { class: 'data-of' },
    element('div', {}, title, decoded),
    element('div', {}, element('h3', {}, 'Raw'), raw),
    close,
  )
  return {
    element: part,
    update() {
      const { event } = model
      setAttributes(part, { hidden: !event })
      if (!event) return
      setText(title, event.outcome === 'refused' ? 'Refused' : 'Decoded')
      const { outcome, raw: data } = entryOf(event)
      setAttributes(decoded, { 'data-outcome': outcome })
      setText(decoded, decodedOf(event))
      setText(raw, data || '(empty)')
    },
  }
}

function decodedOf(record: EventRecord): string {
  const { outcome, kind, reason } = entryOf(record)
  if (outcome === 'refused') return reason
  if (outcome === 'decoded')
    return decodedText(record) ?? 'Decoded data is kept for the newest events only.'
  return kind === 'event' ? 'No decoder was asked: nothing listens for this type.' : '–'
}
