import { useEventSource, useEventState } from '@use-event-source/vue'
import type { Load } from '@use-event-source/vue'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { quoteReducers } from '../shared/quotes.ts'
import type { PriceSource, Quotes } from '../shared/quotes.ts'

/**
 * A Pinia store of a snapshot and a stream of changes. It listens for as long as the store exists, independent of
 * components.
 */
export const defineQuotesStore = (prices: PriceSource, load: Load<Quotes>) =>
  defineStore('quotes', () => {
    const quotes = useEventState(prices, {}, quoteReducers, { load })
    const { status } = useEventSource(prices)
    const highest = computed(() =>
      Math.max(...Object.values(quotes.value).map(({ bid }) => bid)),
    )
    return { quotes, status, highest }
  })
