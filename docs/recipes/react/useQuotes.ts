import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useServerEvent } from '@use-event-source/react'
import { useEffect } from 'react'
import type { PriceSource, Quotes } from '../shared/quotes.ts'
import { putPrice, quotesQuery, refetchAfterGap } from '../shared/quotesQuery.ts'

/** A query for the whole list, kept fresh by a stream of changes. */
export function useQuotes(
  prices: PriceSource,
  fetchQuotes: () => Promise<Quotes>,
) {
  const client = useQueryClient()
  useServerEvent(prices, 'price', ({ data }) => putPrice(client, data))
  useEffect(() => refetchAfterGap(client, prices), [client, prices])
  return useQuery(quotesQuery(fetchQuotes))
}
