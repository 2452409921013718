import { newest } from './quotes.ts'
import type { Price, PriceSource, Quotes } from './quotes.ts'

/** The options of the query: the same for React and Vue. */
export const quotesQuery = (fetchQuotes: () => Promise<Quotes>) => ({
  queryKey: ['quotes'],
  queryFn: fetchQuotes,
  // The stream keeps the list fresh. The query still runs once, also where a price is in the cache already.
  staleTime: Infinity,
  refetchOnMount: 'always' as const,
  // A response that is older than a price from the stream does not replace it.
  structuralSharing: (held: unknown, fetched: unknown) =>
    newest(fetched as Quotes, (held ?? {}) as Quotes),
})

/** The part of a query client that is used here: the clients for React and for Vue both have it. */
interface Cache {
  setQueryData(key: string[], update: (quotes?: Quotes) => Quotes): unknown
  invalidateQueries(filters: { queryKey: string[] }): Promise<void>
}

export function putPrice(cache: Cache, price: Price): void {
  cache.setQueryData(['quotes'], (quotes = {}) =>
    newest(quotes, { [price.symbol]: price }),
  )
}

/** Fetches the whole list again after a gap without an event ID to resume from. */
export function refetchAfterGap(cache: Cache, prices: PriceSource): () => void {
  return prices.onGap(({ lastEventId }) => {
    if (lastEventId === '') void cache.invalidateQueries({ queryKey: ['quotes'] })
  })
}
