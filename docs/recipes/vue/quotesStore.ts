import { useEventSource, useEventState } from '@use-event-source/vue'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { quoteReducers } from '../shared/quotes.ts'
import type { PriceSource } from '../shared/quotes.ts'

/** A Pinia store that listens to a stream for as long as the store exists, independent of components. */
export const defineQuotesStore = (prices: PriceSource) =>
  defineStore('quotes', () => {
    const quotes = useEventState(prices, {}, quoteReducers)
    const { status } = useEventSource(prices)
    const highest = computed(() =>
      Math.max(...Object.values(quotes.value).map(({ bid }) => bid)),
    )
    return { quotes, status, highest }
  })
