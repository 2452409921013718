import type { Signal } from '@use-event-source/core'
import type { Position } from './message.ts'
import type { Record } from './record.ts'

/** Returns what brings tabs up to date that have come so far. */
export function answerTo(
  to: Position,
  isOpen: boolean | null,
  record: Record,
): [signals: Signal[], to: Position, from: string | null] {
  const { opened, lost, history, newest } = record
  const { lastEventId } = history
  const missed = history.since(to)
  const isDecided = lost?.retryAt !== undefined
  const signals: Signal[] = []
  // A new tab shows what came before a failure, too.
  if (opened && (isOpen || (to === null && isDecided)))
    signals.push(
      // Behind a gap, but for a tab that has shown nothing.
      missed || to === null ? opened : { ...opened, lastEventId: '' },
      ...(missed ?? [...newest.values(), { kind: 'id', lastEventId } as const]),
    )
  if (isDecided) signals.push(lost)
  return [signals, to, missed ? null : lastEventId]
}
