import { useEventSource, useEventState, useServerEvent } from '@use-event-source/react'
import { memo, useEffect, useRef } from 'react'
import { createChart, type Chart } from '../shared/chart.ts'
import { formatPrice } from '../shared/format.ts'
import { bookReducers, emptyBook, prices, priceTally, type Quote } from '../shared/prices.ts'
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

const PriceRow = memo(function PriceRow({ symbol, quote }: { symbol: TickerSymbol; quote: Quote | undefined }) {
  return (
    <tr>
      <th scope="row">{symbol}</th>
      <td>
        <PriceChart symbol={symbol} />
      </td>
      <td>
        {/* The key starts the flash anew with each price. */}
        <span key={quote?.seq} className="bid" data-move={quote?.move}>
          {quote ? formatPrice(quote.bid) : '–'}
        </span>
      </td>
      <td>{quote ? formatPrice(quote.ask) : '–'}</td>
    </tr>
  )
})

/** Draws each price, and never renders. */
function PriceChart({ symbol }: { symbol: TickerSymbol }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<Chart>(null)

  useEffect(() => {
    chart.current = createChart(canvas.current!)
    return chart.current.stop
  }, [])
  useServerEvent(prices, 'price', ({ data }) => {
    if (data.symbol === symbol) chart.current?.add(data.bid)
  })
  return <canvas ref={canvas} className="chart" aria-hidden="true" />
}

function HaltNotice() {
  const { latest } = useEventSource(prices)
  const halt = latest.halt?.data
  return <p className="notice">{halt ? `Newest halt: ${halt.symbol}, ${halt.reason}` : 'No trading halt so far'}</p>
}
