import { createEventSource, json } from '@use-event-source/core'
import { patience } from './pace.ts'
import { session } from './session.ts'
import { addToTally } from './tally.ts'
import { Halt, type Price, type TickerSymbol } from './wire.ts'

/** Prices come ten times a second: five seconds of silence mean that the connection is dead. */
export const prices = createEventSource({
  url: '/api/prices',
  events: { price: json<Price>(), halt: Halt },
  client: session,
  idleTimeout: 5000 * patience,
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
