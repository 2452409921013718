import type { Phase } from '@use-event-source/core/tools'
import { element, setText } from './element.ts'
import { drawMachine } from './machineDrawing.ts'
import { steps } from './machineTable.ts'
import type { PanelModel } from './panelModel.ts'
import { meanings } from './phaseMeanings.ts'
import type { View } from './view.ts'

/** The state machine, in the phase that the stream is in. */
export function createMachineView(model: PanelModel): View {
  const drawing = drawMachine({ width: 440, height: 270 }, { width: 86, height: 29 })
  const phaseName = element('b')
  const meaning = element('span')
  let lit: Phase | null = null

  return {
    element: element(
      'figure',
      { class: 'machine' },
      drawing.svg as unknown as HTMLElement,
      element('figcaption', {}, phaseName, ' ', meaning),
    ),
    update() {
      const stream = model.selected()
      if (!stream) return
      setText(phaseName, stream.phase)
      setText(meaning, meanings[stream.phase])
      if (stream.phase === lit) return
      lit = stream.phase
      drawing.light(stream.phase, lastStepOf(stream.log.timeline.items(), stream.phase))
    },
  }
}

/** Returns the step of the table that led to a phase. */
function lastStepOf(
  entries: readonly { readonly kind: string; readonly from?: Phase; readonly to?: Phase }[],
  phase: Phase,
) {
  const entry = entries.findLast(({ kind, to }) => kind === 'step' && to === phase)
  return steps.find(({ from, to }) => from === entry?.from && to === phase) ?? null
}
