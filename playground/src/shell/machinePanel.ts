import type { ConnectionFailure, Status } from '@use-event-source/core'
import type { Phase } from '@use-event-source/core/tools'
import { drawMachine, meanings, steps } from '@use-event-source/devtools/machine'
import type { Drawing, Step } from '@use-event-source/devtools/machine'
import { statusText } from '../shared/statusText.ts'
import { onWatch, type AnySource } from '../shared/watched.ts'
import { createCountdown } from './countdown.ts'
import { find, setText } from './element.ts'
import { inSight } from './inSight.ts'
import { phaseAfter } from './phase.ts'

/**
 * Shows the state machine of the watched connection, in the phase that it is in. It is drawn when it
 * is in sight.
 */
export function mountMachinePanel(): void {
  const panel = find('#panel-machine')
  const narrow = matchMedia('(width < 48rem)')
  let drawing: Drawing | null = null
  let phase: Phase = 'idle'
  let last: Step | null = null
  let source: AnySource | null = null
  let closed: string | undefined
  let status: Status | undefined
  let failure: ConnectionFailure | null | undefined
  let unwatch = () => {}

  const countDown = createCountdown(find('[data-machine=retry]', panel))
  const write = (name: string, text: string) => setText(find(`[data-machine=${name}]`, panel), text)

  function draw(): void {
    drawing = narrow.matches
      ? drawMachine({ width: 360, height: 400 }, { width: 84, height: 32 })
      : drawMachine({ width: 680, height: 348 }, { width: 104, height: 34 })
    find('[data-drawing]', panel).replaceChildren(drawing.svg)
    drawing.light(phase, last)
  }

  function update(): void {
    const snapshot = source?.getSnapshot()
    // The store notifies at each event too, and at ten thousand in a flood.
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
    const isReleased = snapshot?.status === 'closed' && phase === 'idle'
    drawing?.light(phase, last)
    panel.dataset.phase = phase
    write('phase', phase)
    const ending = `${statusText('closed', null, closed)}: the store has released the connection.`
    write('meaning', isReleased ? ending : meanings[phase])
    write('why', snapshot?.failure ? statusText(snapshot.status, snapshot.failure) : '–')
    write('details', snapshot?.failure?.message ?? '')
    find('details', panel).hidden = !snapshot?.failure
    write('last', last ? `${last.from} → ${last.to}, on ${last.event}` : '–')
    find('[data-machine=next]', panel).replaceChildren(...nextSteps(phase))
    countDown(snapshot?.failure?.retryAt)
  }

  void inSight(panel).then(() => {
    draw()
    narrow.addEventListener('change', draw)
  })
  onWatch((watched) => {
    unwatch()
    source = watched?.source ?? null
    closed = watched?.closed
    phase = 'idle'
    last = null
    status = failure = undefined
    show()
    unwatch = source?.subscribe(update) ?? (() => {})
    update()
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
