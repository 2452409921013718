import { valueOf } from '../recorder/eventEntries.ts'
import { readable } from '../recorder/mask.ts'
import type { EventEntry } from '../recorder/streamLog.ts'
import { button, element, setAttributes, setText } from './element.ts'
import { formatNumber, formatTime } from './format.ts'
import type { PanelModel } from './panelModel.ts'
import type { View } from './view.ts'
import { createVirtualList } from './virtualList.ts'

/** The events of a stream, and the one that is selected: decoded beside raw. */
export function createEvents(model: PanelModel): View {
  const bar = createBar(model)
  const list = createVirtualList<EventEntry>({
    label: 'Events',
    rowHeight: 26,
    rowOf,
    onSelect: model.showEvent,
  })
  const hint = element('p', { class: 'hint' })
  const data = createData(model)
  let shown: unknown
  return {
    element: element('div', { class: 'events' }, bar.element, hint, list.element, data.element),
    update() {
      bar.update()
      data.update()
      const events = model.events()
      setAttributes(hint, { hidden: events.length > 0 })
      setText(hint, hintOf(model))
      setAttributes(list.element, { hidden: events.length === 0 })
      // A decoder may mark an event after it was listed.
      const last = events.at(-1)
      const state = `${events.length} ${last?.order} ${last?.outcome} ${model.event?.order}`
      if (state === shown) return
      shown = state
      list.update(events, model.event)
    },
  }
}

function hintOf({ filter, type }: PanelModel): string {
  if (filter || type !== '') return 'No event matches.'
  return 'No event yet. Events are recorded while the panel is open.'
}

function rowOf({ at, kind, type, raw, lastEventId, outcome }: EventEntry): Node[] {
  const texts = {
    event: [type, raw],
    comment: ['comment', 'a sign of life'],
    retry: ['retry:', `${raw} ms until a reconnect`],
    id: ['id:', 'moved without an event'],
  }[kind]
  return [
    element('time', {}, formatTime(at)),
    element('span', { class: 'type', 'data-kind': kind }, texts[0]!),
    element('span', { class: 'id' }, lastEventId),
    element('span', { class: 'data' }, texts[1]!.slice(0, 300)),
    element('span', { class: 'mark' }, outcome === 'refused' ? 'refused' : ''),
  ]
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
      const names = model.types()
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
  const { size = 0, dropped = 0 } = model.selected()?.log.events ?? {}
  const shown = model.events().length
  const of = shown === size ? '' : ` of ${formatNumber(size)}`
  const older = dropped > 0 ? `, ${formatNumber(dropped)} older ones dropped` : ''
  return `${formatNumber(shown)}${of} events${older}`
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
      setAttributes(decoded, { 'data-outcome': event.outcome })
      setText(decoded, decodedOf(event))
      setText(raw, event.raw || '(empty)')
    },
  }
}

function decodedOf(event: EventEntry): string {
  if (event.outcome === 'refused') return event.reason
  if (event.outcome === 'decoded') return readable(valueOf(event))
  return event.kind === 'event' ? 'No decoder was asked: nothing listens for this type.' : '–'
}
