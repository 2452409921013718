import type { Signal } from '@use-event-source/core'
import type { News, Position } from './message.ts'
import type { Record } from './record.ts'

/** Whether it is known what follows the loss of the stream, if it is lost. */
export const isDecided = ({ lost }: Record): boolean => lost?.retryAt !== undefined

/** Returns what brings tabs up to date that have come so far. */
export function answerTo(
  to: Position,
  isOpen: boolean,
  record: Record,
): Pick<News, 'to' | 'from' | 'signals'> {
  const { opened, lost, retry, history, newest } = record
  const { lastEventId } = history
  const missed = history.since(to)
  const signals: Signal[] = []
  if (retry) signals.push(retry)
  // A new tab shows what came before a failure, too.
  if (opened && (isOpen || (to === null && isDecided(record))))
    signals.push(opened, ...(missed ?? [...newest.values(), { kind: 'id', lastEventId } as const]))
  if (lost && isDecided(record)) signals.push(lost)
  return { to, from: missed ? to! : lastEventId, signals }
}
