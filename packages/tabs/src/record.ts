import type { Signal } from '@use-event-source/core'
import { createHistory } from './history.ts'
import type { History } from './history.ts'
import type { Entry, Lost, Open } from './message.ts'

/** What one tab has shown of the stream, whichever tab it came from. */
export interface Record {
  readonly history: History
  /** The newest event of each type, oldest first. */
  newest(): readonly Entry[]
  /** What it has shown last: `null` before the stream was open or lost. */
  readonly state: 'open' | 'lost' | null
  readonly opened: Open | null
  readonly lost: Lost | null
  readonly delay: number | null
  /** Shows a signal to the page. One that opens the stream behind a gap begins the history again. */
  show(signal: Signal): void
  /** Shows how the stream was lost, if that is new. */
  showLost(lost: Lost): void
}

export function createRecord(start: string, emit: (signal: Signal) => void): Record {
  const history = createHistory(start)
  const newestByType = new Map<string, Entry>()
  let state: 'open' | 'lost' | null = null
  let opened: Open | null = null
  let lost: Lost | null = null
  let delay: number | null = null

  function show(signal: Signal) {
    switch (signal.kind) {
      case 'event':
        // Deleted first, so that the order is that of their coming.
        newestByType.delete(signal.event.type)
        newestByType.set(signal.event.type, signal)
        history.push(signal)
        break
      case 'id':
        history.push(signal)
        break
      case 'open': {
        const { lastEventId, ...rest } = signal
        if (lastEventId !== undefined) history.restart(lastEventId)
        state = 'open'
        opened = rest
        lost = null
        break
      }
      case 'lost':
        state = 'lost'
        lost = signal
        break
      case 'retry':
        delay = signal.delay
    }
    emit(signal)
  }

  return {
    history,
    newest: () => [...newestByType.values()],
    get state() {
      return state
    },
    get opened() {
      return opened
    },
    get lost() {
      return lost
    },
    get delay() {
      return delay
    },
    show,
    showLost(next) {
      if (JSON.stringify(lost) !== JSON.stringify(next)) show(next)
    },
  }
}
