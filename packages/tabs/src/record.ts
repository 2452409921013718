import type { Signal } from '@use-event-source/core'
import { createHistory } from './history.ts'
import type { Entry, History } from './history.ts'
import type { Position } from './message.ts'

type Of<Kind> = Extract<Signal, { kind: Kind }>

/** What one tab knows of the stream, and has shown of it, whichever tab it came from. */
export interface Record {
  /** The highest number of a leader. */
  leader: number
  readonly history: History
  /** The newest event of each type, oldest first. */
  readonly newest: Map<string, Entry>
  /** How the stream was opened last, if ever. */
  opened?: Of<'open'>
  /** How it was lost, while it is. With a `retryAt` it is decided what follows. */
  lost?: Of<'lost'> | undefined
  position(): Position
  /**
   * Shows a signal to the page, if it is new. One that opens the stream behind a gap begins the
   * history again.
   */
  show(signal: Signal): void
}

export const isSame = (one: Signal | undefined, other: Signal | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

export function createRecord(start: string, emit: (signal: Signal) => void): Record {
  const history = createHistory()
  history.restart(start)
  const newest = new Map<string, Entry>()
  const record: Record = {
    leader: 0,
    history,
    newest,
    position: () => history.lastEventId || (record.opened ? '' : null),
    show(signal) {
      if (signal.kind === 'event') {
        // Deleted first, so that the order is that of their coming.
        newest.delete(signal.event.type)
        newest.set(signal.event.type, signal)
      }
      if (signal.kind === 'event' || signal.kind === 'id') history.push(signal)
      else if (signal.kind === 'open') {
        const { lastEventId, ...opened } = signal
        if (lastEventId !== undefined) history.restart(lastEventId)
        else if (record.opened && !record.lost) {
          // Another leader goes on from the ID. Without one it is not known what is missing.
          if (history.lastEventId) return
          signal = { ...signal, lastEventId: '' }
        }
        record.opened = opened
        record.lost = undefined
      } else if (signal.kind === 'lost') {
        if (isSame(signal, record.lost)) return
        record.lost = signal
      }
      emit(signal)
    },
  }
  return record
}
