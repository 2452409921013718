import { useServerEvent } from '@use-event-source/react'
import { useEffect, useRef } from 'react'
import { createLineChart } from '../shared/lineChart.ts'
import type { LineChart } from '../shared/lineChart.ts'
import type { PriceSource } from '../shared/quotes.ts'

/** Renders once: prices go to the canvas directly. */
export function PriceChart({
  source,
  symbol,
  height = 80,
}: {
  source: PriceSource
  symbol: string
  height?: number
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
      style={{ width: '100%', height }}
      role="img"
      aria-label={`The price of ${symbol}`}
    />
  )
}
