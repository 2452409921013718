import { newest } from './quotes.ts'
import type { Price, PriceSource, Quotes } from './quotes.ts'

/** The options of the query: the same for React and Vue. */
export const quotesQuery = (fetchQuotes: () => Promise<Quotes>) => ({
  queryKey: ['quotes'],
  queryFn: fetchQuotes,
  // From here on the stream keeps it fresh. A price that came before the query ran must not keep it from running.
  staleTime: Infinity,
  refetchOnMount: 'always' as const,
  // An answer that was under way while newer prices came does not undo them.
  structuralSharing: (held: unknown, fetched: unknown) =>
    newest(fetched as Quotes, (held ?? {}) as Quotes),
})

/** What is needed of a query client: the one for React has it, and so has the one for Vue. */
interface Cache {
  setQueryData(key: string[], update: (quotes?: Quotes) => Quotes): unknown
  invalidateQueries(filters: { queryKey: string[] }): Promise<void>
}

export function putPrice(cache: Cache, price: Price): void {
  cache.setQueryData(['quotes'], (quotes = {}) =>
    newest(quotes, { [price.symbol]: price }),
  )
}

/** Asks for everything again when the server could not be asked for what was missed. */
export function refetchAfterGap(cache: Cache, prices: PriceSource): () => void {
  return prices.onGap(({ lastEventId }) => {
    if (lastEventId === '') void cache.invalidateQueries({ queryKey: ['quotes'] })
  })
}
