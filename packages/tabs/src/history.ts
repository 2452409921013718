import type { Signal } from '@use-event-source/core'
import type { Position } from './message.ts'

/** A signal that has a place in the stream. */
export type Entry = Extract<Signal, { kind: 'event' | 'id' }>

const idOf = (entry: Entry): string => (entry.kind === 'id' ? entry : entry.event).lastEventId

/** The newest entries of a stream, in one piece: what a tab that leads can give to the others. */
export interface History {
  readonly lastEventId: string
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

export function createHistory(): History {
  /** The first is where it begins. */
  let entries: Entry[]
  let size: number
  return {
    get lastEventId() {
      return idOf(entries.at(-1)!)
    },
    push(entry) {
      entries.push(entry)
      size += sizeOf(entry)
      while (entries[1] && (entries.length > mostEntries || size > mostCharacters))
        size -= sizeOf(entries.shift()!)
    },
    since(position) {
      const last = entries.findLastIndex((entry) => idOf(entry) === position)
      return position && last >= 0 ? entries.slice(last + 1) : null
    },
    restart(lastEventId) {
      entries = [{ kind: 'id', lastEventId }]
      size = 0
    },
  }
}
