import { useEventSource, useEventState } from '@use-event-source/vue'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { quoteReducers } from '../shared/quotes.ts'
import type { PriceSource, Quotes } from '../shared/quotes.ts'

/** A Pinia store that is fed by a stream as long as the store lives, whichever components come and go. */
export const defineQuotesStore = (prices: PriceSource) =>
  defineStore('quotes', () => {
    const quotes = useEventState(prices, {} as Quotes, quoteReducers)
    const { status } = useEventSource(prices)
    const highest = computed(() =>
      Math.max(...Object.values(quotes.value).map(({ bid }) => bid)),
    )
    return { quotes, status, highest }
  })
