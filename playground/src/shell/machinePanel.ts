import type { ConnectionFailure, Status } from '@use-event-source/core'
import type { Phase } from '../../../packages/core/src/connection/machine.ts'
import { formatSeconds } from '../shared/format.ts'
import { onWatch, type AnySource } from '../shared/watched.ts'
import { find, setText } from './element.ts'
import { drawMachine, type Drawing } from './machineDrawing.ts'
import { steps, type Step } from './machineTable.ts'
import { meanings, phaseAfter } from './phase.ts'

/** Shows the state machine of the watched connection, in the phase that it is in. */
export function mountMachinePanel(): void {
  const panel = find('#panel-machine')
  const narrow = matchMedia('(width < 48rem)')
  let drawing: Drawing
  let phase: Phase = 'idle'
  let last: Step | null = null
  let source: AnySource | null = null
  let status: Status | undefined
  let failure: ConnectionFailure | null | undefined
  let unwatch = () => {}

  const tell = (name: string, text: string) => setText(find(`[data-machine=${name}]`, panel), text)

  function draw(): void {
    drawing = narrow.matches
      ? drawMachine({ width: 360, height: 400 }, { width: 84, height: 32 })
      : drawMachine({ width: 680, height: 348 }, { width: 104, height: 34 })
    find('[data-drawing]', panel).replaceChildren(drawing.svg)
    drawing.light(phase, last)
  }

  function look(): void {
    const snapshot = source?.getSnapshot()
    // It is told of each event too, and of ten thousand in a flood.
    if (snapshot?.status === status && snapshot?.failure === failure) return
    status = snapshot?.status
    failure = snapshot?.failure
    const next = snapshot ? phaseAfter(phase, snapshot) : 'idle'
    if (next !== phase) last = steps.find((step) => step.from === phase && step.to === next) ?? null
    phase = next
    show()
  }

  function show(): void {
    const snapshot = source?.getSnapshot()
    const isLetGo = snapshot?.status === 'closed' && phase === 'idle'
    drawing.light(phase, last)
    panel.dataset.phase = phase
    tell('phase', phase)
    tell('meaning', isLetGo ? 'Closed on request: the store has let go of it.' : meanings[phase])
    tell('why', snapshot?.failure?.message ?? '–')
    tell('last', last ? `${last.from} → ${last.to}, on ${last.event}` : '–')
    find('[data-machine=next]', panel).replaceChildren(...nextSteps(phase))
    showTime()
  }

  function showTime(): void {
    const retryAt = source?.getSnapshot().failure?.retryAt
    tell('retry', retryAt ? `in ${formatSeconds(Math.max(0, retryAt - Date.now()))}` : '–')
  }

  draw()
  narrow.addEventListener('change', draw)
  setInterval(showTime, 100)
  onWatch((watched) => {
    unwatch()
    source = watched?.source ?? null
    phase = 'idle'
    last = null
    status = failure = undefined
    show()
    unwatch = source?.subscribe(look) ?? (() => {})
    look()
  })
}

function nextSteps(phase: Phase): HTMLLIElement[] {
  return steps
    .filter(({ from }) => from === phase)
    .map(({ event, to }) => {
      const item = document.createElement('li')
      const name = document.createElement('code')
      name.textContent = event
      item.append(name, ` → ${to}`)
      return item
    })
}
