import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { useServerEvent } from '@use-event-source/vue'
import { onMounted, onUnmounted } from 'vue'
import type { PriceSource, Quotes } from '../shared/quotes.ts'
import { putPrice, quotesQuery, refetchAfterGap } from '../shared/quotesQuery.ts'

/** A query for the whole list, kept fresh by a stream of changes. */
export function useQuotes(
  prices: PriceSource,
  fetchQuotes: () => Promise<Quotes>,
) {
  const client = useQueryClient()
  useServerEvent(prices, 'price', ({ data }) => putPrice(client, data))
  let ignoreGaps = () => {}
  onMounted(() => (ignoreGaps = refetchAfterGap(client, prices)))
  onUnmounted(() => ignoreGaps())
  return useQuery(quotesQuery(fetchQuotes))
}
