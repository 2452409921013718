import { useServerEvent } from '@use-event-source/react'
import { useEffect, useRef } from 'react'
import { createLineChart } from '../shared/lineChart.ts'
import type { LineChart } from '../shared/lineChart.ts'
import type { PriceSource } from '../shared/quotes.ts'

/** Renders once. What moves is the canvas. */
export function PriceChart({
  source,
  symbol,
}: {
  source: PriceSource
  symbol: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<LineChart>(null)

  useEffect(() => {
    if (canvas.current) chart.current = createLineChart(canvas.current)
  }, [symbol])

  useServerEvent(source, 'price', ({ data }) => {
    if (data.symbol === symbol) chart.current?.add(data.bid)
  })

  return (
    <canvas
      ref={canvas}
      width={300}
      height={80}
      role="img"
      aria-label={`The price of ${symbol}`}
    />
  )
}
