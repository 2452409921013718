import { messageOf, warnOfIdAnswer, warnOfRepeatedId } from '#development'
import { logError } from '../platform/report.ts'
import type { RawEvent } from '../transports/transport.ts'
import type { Position } from './position.ts'

/**
 * Returns the ID of an event from its data, where the server sends none: unique for the life of the
 * stream. `previous` is the last event ID before it. An event without an ID of its own is answered
 * with nothing, and keeps the previous one.
 */
export type IdOf = (event: RawEvent, previous: string) => string | number | null | undefined

/** How many IDs are remembered: an older event that is sent again is delivered again. */
const mostIds = 10_000

/** The server has accepted: events that came before now may come again. */
export function rememberIds(position: Position): void {
  // None is forgotten while the stream is open: in a server's replay of all events, each that was
  // delivered again would take the place of the next one.
  position.seen = new Set([...position.seen, ...(position.fresh ?? [])].slice(-mostIds))
  position.fresh = new Set()
  position.inherited = position.id
}

/**
 * Returns an event with the ID that `idOf` gives to it, or `null` where it came before this opening.
 */
export function identify(event: RawEvent, idOf: IdOf, position: Position): RawEvent | null {
  const { lastEventId: own } = event
  if (own !== '' && own !== position.inherited) {
    position.inherited = own
    return event
  }
  const id = ask(idOf, event, position)
  if (id === '') return { ...event, lastEventId: position.id }
  // Only what an earlier request brought is sent again. A server that gives two events one ID loses
  // none of them.
  if (position.seen.has(id)) return null
  const fresh = (position.fresh ??= new Set())
  warnOfRepeatedId(fresh, id)
  fresh.add(id)
  if (fresh.size > mostIds) fresh.delete(fresh.values().next().value as string)
  return { ...event, lastEventId: id }
}

const broken = /* @__PURE__ */ new WeakSet<Position>()

function ask(idOf: IdOf, event: RawEvent, position: Position): string {
  try {
    const answer: unknown = idOf(event, position.id)
    if (typeof answer === 'string') return answer
    if (Number.isFinite(answer)) return String(answer)
    warnOfIdAnswer(answer)
  } catch (error) {
    // Once: it would throw for ten thousand more events.
    if (!broken.has(position)) logError(messageOf('option-threw', 'idOf'), error)
    broken.add(position)
  }
  return ''
}
