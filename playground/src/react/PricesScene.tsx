import { useEventSource, useEventState } from '@use-event-source/react'
import { memo } from 'react'
import { PriceChart } from '../../../docs/recipes/react/PriceChart.tsx'
import { formatPrice } from '../shared/format.ts'
import { bookReducers, emptyBook, prices, priceTally, type Quote } from '../shared/prices.ts'
import type { AnySource } from '../shared/watched.ts'
import { symbols, type TickerSymbol } from '../shared/wire.ts'
import { StatusLine } from './StatusLine.tsx'

export function PricesScene() {
  const book = useEventState(prices, emptyBook, bookReducers)
  return (
    <>
      <StatusLine source={prices} tally={priceTally} />
      <table className="prices">
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Last moves</th>
            <th scope="col">Bid</th>
            <th scope="col">Ask</th>
          </tr>
        </thead>
        <tbody>
          {symbols.map((symbol) => (
            <PriceRow key={symbol} symbol={symbol} quote={book[symbol]} />
          ))}
        </tbody>
      </table>
      <HaltNotice />
    </>
  )
}

const PriceRow = memo(function PriceRow({
  symbol,
  quote,
}: {
  symbol: TickerSymbol
  quote: Quote | undefined
}) {
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td>
        {/* The chart of the recipe knows no halts, so its type is another one. */}
        <PriceChart source={prices as AnySource} symbol={symbol} height={36} />
      </td>
      <td>
        <span className="bid" data-move={quote?.move}>
          {formatPrice(quote?.bid)}
        </span>
      </td>
      <td>{formatPrice(quote?.ask)}</td>
    </tr>
  )
})

function HaltNotice() {
  const { latest } = useEventSource(prices)
  const halt = latest.halt?.data
  return (
    <p className="notice">
      {halt ? `Newest halt: ${halt.symbol}, ${halt.reason}` : 'No trading halt so far'}
    </p>
  )
}
