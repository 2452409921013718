import type { ServerResponse } from 'node:http'
import type { Visitor } from '../src/shared/wire.ts'
import { createJournal } from './journal.ts'
import type { Sequence } from './sequence.ts'

/** How many visitors one room holds. */
const mostVisitors = 50

/** Who is connected. A visitor leaves by closing the socket, and needs no request for it. */
export interface Presence extends Sequence {
  readonly isFull: () => boolean
  enter(id: string, name: string, response: ServerResponse): void
}

export function createPresence(): Presence {
  const journal = createJournal(100)
  const visitors = new Map<string, Visitor>()
  const sockets = new Map<string, number>()

  return {
    ...journal,
    // A client that returns gets who is here now, and not who came and went in between.
    replay: 0,
    eventAt(seq) {
      const event = journal.eventAt(seq)
      if (!event) return null
      const { id: _id, ...rest } = event
      return rest
    },
    greeting: () => ({ type: 'here', data: JSON.stringify([...visitors.values()]) }),
    isFull: () => visitors.size >= mostVisitors,
    enter(id, name, response) {
      sockets.set(id, (sockets.get(id) ?? 0) + 1)
      if (!visitors.has(id)) {
        const visitor: Visitor = { id, name, since: Date.now() }
        visitors.set(id, visitor)
        journal.append('join', visitor)
      }
      response.once('close', () => {
        const left = sockets.get(id)! - 1
        sockets.set(id, left)
        if (left > 0) return
        sockets.delete(id)
        visitors.delete(id)
        journal.append('leave', { id })
      })
    },
  }
}
