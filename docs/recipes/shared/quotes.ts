import { createEventSource, json } from '@use-event-source/core'
import type { EventSourceStore, Reducers } from '@use-event-source/core'

export interface Price {
  readonly symbol: string
  readonly bid: number
  /** Epoch milliseconds. */
  readonly at: number
}

export type Quotes = Readonly<Record<string, Price>>

const events = { price: json<Price>() }

export type PriceSource = EventSourceStore<typeof events>

export const createPrices = (url: string): PriceSource =>
  createEventSource({ url, events })

/** Puts newer prices over older ones, whichever way and in whichever order they came. */
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

export const quoteReducers: Reducers<typeof events, Quotes> = {
  price: (quotes, { data }) => newest(quotes, { [data.symbol]: data }),
}
