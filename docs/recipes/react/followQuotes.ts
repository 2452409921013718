import { createEventState, framed } from '@use-event-source/core'
import type { StoreApi } from 'zustand/vanilla'
import { quoteReducers } from '../shared/quotes.ts'
import type { PriceSource, Quotes } from '../shared/quotes.ts'

/**
 * Feeds a Zustand store from a stream until the returned function is called: each event is added up as it comes, and
 * the store is told at most once per animation frame.
 */
export function followQuotes(
  store: StoreApi<Quotes>,
  prices: PriceSource,
): () => void {
  const quotes = createEventState(prices, store.getState(), quoteReducers)
  const { subscribe, getSnapshot } = framed(quotes)
  return subscribe(() => store.setState(getSnapshot()))
}
