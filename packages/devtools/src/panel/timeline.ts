import type { TimelineEntry } from '../recorder/streamLog.ts'
import { element } from './element.ts'
import { formatTime } from './format.ts'
import { createMachineView } from './machineView.ts'
import type { PanelModel } from './panelModel.ts'
import { timelineText } from './timelineText.ts'
import type { View } from './view.ts'

/** What happened to a stream across its dials, beside the state machine in its present phase. */
export function createTimeline(model: PanelModel): View {
  const list = element('ol', { tabindex: 0, 'aria-label': 'What happened' })
  const machine = createMachineView(model)
  let shownId = 0
  let shown: readonly TimelineEntry[] = []

  function isAtEnd() {
    return list.scrollTop + list.clientHeight >= list.scrollHeight - 24
  }

  return {
    element: element('div', { class: 'timeline' }, list, machine.element),
    update() {
      const log = model.selected()?.log
      if (!log) return
      machine.update()
      const entries = log.timeline.items()
      if (log.id === shownId && entries === shown) return
      const wasAtEnd = log.id !== shownId || isAtEnd()
      const lastOrder = log.id === shownId ? (shown.at(-1)?.order ?? 0) : -1
      if (lastOrder < 0) list.replaceChildren()
      list.append(...entries.filter(({ order }) => order > lastOrder).map(itemOf))
      while (list.children.length > entries.length) list.firstElementChild!.remove()
      shownId = log.id
      shown = entries
      if (wasAtEnd) list.scrollTop = list.scrollHeight
    },
  }
}

function itemOf(entry: TimelineEntry): HTMLElement {
  const { title, facts, tone } = timelineText(entry)
  return element(
    'li',
    { 'data-tone': tone },
    element('time', {}, formatTime(entry.at)),
    element('b', {}, title),
    facts.length > 0 ? element('span', {}, facts.join(' · ')) : null,
  )
}
