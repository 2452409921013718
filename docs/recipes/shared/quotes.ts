import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceStore, Reducers } from '@use-event-source/core'

export interface Price {
  readonly symbol: string
  readonly bid: number
  /** Epoch milliseconds. */
  readonly at: number
}

export type Quotes = Readonly<Record<string, Price>>

interface Events {
  readonly price: Price
}

export type PriceSource = EventSourceStore<Events>

export const createPrices = (url: string): PriceSource =>
  createEventSource({ url, events: { price: json<Price>() } })

/** Merges prices by their time, so that neither order nor origin matters. */
export function newest(quotes: Quotes, others: Quotes): Quotes {
  const newer = Object.values(others).filter(
    ({ symbol, at }) => at > (quotes[symbol]?.at ?? -Infinity),
  )
  return newer.length === 0
    ? quotes
    : {
        ...quotes,
        ...Object.fromEntries(newer.map((price) => [price.symbol, price])),
      }
}

export const quoteReducers: Reducers<Events, Quotes> = {
  price: (quotes, { data }) => newest(quotes, { [data.symbol]: data }),
}
