import { createEventSource, json, nativeTransport } from '@use-event-source/core'
import { carrier } from './carrier.ts'
import { Halt } from './halt.ts'
import { patience } from './pace.ts'
import { session } from './session.ts'
import { addToTally } from './tally.ts'
import type { Price, TickerSymbol } from './wire.ts'

const events = { price: json<Price>(), halt: Halt }

export const prices =
  carrier === 'fetch'
    ? createEventSource({
        url: '/api/prices',
        events,
        client: session,
        // Prices come ten times a second: five seconds of silence mean that the connection is dead.
        idleTimeout: 5000 * patience,
      })
    : createEventSource({
        // The browser has no last event ID any more after it gave up.
        url: ({ lastEventId }) => `/api/prices?after=${lastEventId}`,
        events,
        transport: nativeTransport(),
      })

export interface Quote extends Price {
  readonly move: 'up' | 'down' | 'same'
}

export type Book = Readonly<Partial<Record<TickerSymbol, Quote>>>

export const emptyBook: Book = {}

/** Keeps the newest price of each symbol. */
export const bookReducers = {
  price: (book: Book, { data }: { data: Price }): Book => {
    const before = book[data.symbol]?.bid ?? data.bid
    const move = data.bid > before ? 'up' : data.bid < before ? 'down' : 'same'
    return { ...book, [data.symbol]: { ...data, move } }
  },
}

export const priceTally = { price: addToTally, halt: addToTally }
