import { createEventState } from '@use-event-source/core'
import type { Load } from '@use-event-source/core'
import { paced } from '@use-event-source/core/adapter'
import type { StoreApi } from 'zustand/vanilla'
import { quoteReducers } from '../shared/quotes.ts'
import type { PriceSource, Quotes } from '../shared/quotes.ts'

/**
 * Feeds a Zustand store from a snapshot and a stream of changes until the returned function is called. Each event is
 * reduced when it arrives, and the store is updated at the pace of the screen.
 */
export function followQuotes(
  store: StoreApi<Quotes>,
  prices: PriceSource,
  load: Load<Quotes>,
): () => void {
  const quotes = createEventState(prices, store.getState(), quoteReducers, {
    load,
  })
  const { subscribe, getSnapshot } = paced(quotes)
  return subscribe(() => store.setState(getSnapshot()))
}
