import type { Signal } from '@use-event-source/core'
import type { Position } from './message.ts'
import type { Record } from './record.ts'

/** Whether it is known what follows the loss of the stream, if it is lost. */
export const isDecided = ({ lost }: Record): boolean => lost?.retryAt !== undefined

/** Returns the signals that bring tabs up to date that have come so far. */
export function answerTo(position: Position, isOpen: boolean, record: Record): readonly Signal[] {
  const { opened, lost, retry } = record
  const isNew = position === null
  const signals: Signal[] = []
  if (retry) signals.push(retry)
  if (opened && (isOpen || (isNew && isDecided(record))))
    signals.push(opened, ...(isNew ? newest(record) : missedSince(position, record)))
  if (lost && isDecided(record)) signals.push(lost)
  return signals
}

/** Returns the newest event of each type, and where they end. */
const newest = ({ newest, history: { lastEventId } }: Record): readonly Signal[] => [
  ...newest.values(),
  { kind: 'id', lastEventId },
]

/** Returns what came after an ID, or all that is known, behind the ID from which on it is known. */
function missedSince(id: string, { history }: Record): readonly Signal[] {
  const lastEventId = history.since(id) ? id : history.start
  return [{ kind: 'id', lastEventId }, ...history.since(lastEventId)!]
}
