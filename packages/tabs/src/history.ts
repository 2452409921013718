import type { Signal } from '@use-event-source/core'
import type { Position } from './message.ts'

/** A signal that has a place in the stream. */
export type Entry = Extract<Signal, { kind: 'event' | 'id' }>

export const isEntry = (signal: Signal): signal is Entry =>
  signal.kind === 'event' || signal.kind === 'id'

const idOf = (entry: Entry): string =>
  entry.kind === 'id' ? entry.lastEventId : entry.event.lastEventId

/** The newest entries of a stream, in one piece: what a tab that leads can give to the others. */
export interface History {
  /** The last event ID. */
  lastEventId: string
  push(entry: Entry): void
  /**
   * Returns what came after a position, or `null` where that is not known: without an ID it never
   * is.
   */
  since(position: Position): Entry[] | null
  /** Forgets all entries, and goes on from an ID. */
  restart(id: string): void
}

const mostEntries = 1000
const mostCharacters = 2 ** 20

const sizeOf = (entry: Entry) => (entry.kind === 'id' ? 0 : entry.event.raw.length)

export function createHistory(start: string): History {
  let entries: Entry[] = []
  let size = 0
  const history: History = {
    lastEventId: start,
    push(entry) {
      entries.push(entry)
      history.lastEventId = idOf(entry)
      size += sizeOf(entry)
      while (entries.length > mostEntries || size > mostCharacters) {
        const first = entries.shift()!
        size -= sizeOf(first)
        start = idOf(first)
      }
    },
    since(position) {
      const last = entries.findLastIndex((entry) => idOf(entry) === position)
      return position && (last >= 0 || position === start) ? entries.slice(last + 1) : null
    },
    restart(id) {
      entries = []
      size = 0
      start = history.lastEventId = id
    },
  }
  return history
}
