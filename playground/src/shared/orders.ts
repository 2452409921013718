import { createEventSource, createEventState, json } from '@use-event-source/core'
import { session } from './session.ts'
import type { BookDelta, BookSnapshot, Level, Side } from './wire.ts'

export interface OrderBook {
  /** The number of the event that was added last. */
  readonly seq: number
  readonly levels: Readonly<Record<number, Level>>
  /**
   * Whether every event since the snapshot was added. Without one of them the book is wrong from
   * there on.
   */
  readonly isInStep: boolean
}

const emptyBook: OrderBook = { seq: 0, levels: {}, isInStep: false }

let isInStep = false

export const orders = createEventSource({
  // A book that is out of step does not send its last event ID, and so gets a snapshot.
  url: ({ lastEventId }) => `/api/book?after=${isInStep ? lastEventId : ''}`,
  events: { snapshot: json<BookSnapshot>(), delta: json<BookDelta>() },
  client: session,
  // Nothing comes while no book adds it up.
  linger: 0,
})

/** The book, added up once for both pages. */
export const book = createEventState(orders, emptyBook, {
  snapshot: (_, { data }) => ({
    seq: data.seq,
    levels: Object.fromEntries(data.levels.map((level) => [level.price, level])),
    isInStep: true,
  }),
  delta: (book, { data: { seq, ...level } }) => {
    if (!book.isInStep || seq !== book.seq + 1) return { ...book, isInStep: false }
    return { seq, levels: { ...book.levels, [level.price]: level }, isInStep: true }
  },
})

/** Reconnects when a number was missing: the stream then begins with a snapshot. */
export function resyncAfterGap(): void {
  isInStep = book.getSnapshot().isInStep
  if (isInStep) return
  orders.close()
  orders.connect()
}

/** How many prices are shown on each side. */
const depth = 12

/** The best prices of a side, the best first. */
export function bestOf({ levels }: OrderBook, side: Side): Level[] {
  const offered = Object.values(levels).filter((level) => level.side === side && level.size > 0)
  offered.sort((a, b) => (side === 'bid' ? b.price - a.price : a.price - b.price))
  return offered.slice(0, depth)
}

/** The largest size there is, in percent of which the others are drawn. */
export const fullSize = 540

/** Compares the book with the server's at the same event, and returns the result in words. */
export async function compareWithServer({ seq, levels }: OrderBook): Promise<string> {
  const response = await fetch(`/api/book/${seq}`)
  const theirs = (await response.json()) as BookSnapshot
  const ours = Object.values(levels).filter(({ size }) => size > 0)
  const isSame =
    ours.length === theirs.levels.length &&
    theirs.levels.every(({ price, size }) => levels[price]?.size === size)
  return isSame ? `Same as the server's after ${seq}` : `Not the server's after ${seq}`
}

/** Makes the server swallow the next five deltas. */
export const loseDeltas = () => fetch('/api/book/lose', { method: 'POST' })
