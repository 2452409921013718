import { json, useServerEvent } from '@use-event-source/react'
import { useEffect, useRef } from 'react'
import { createLineChart } from '../recipes/shared/lineChart'
import type { LineChart } from '../recipes/shared/lineChart'

const events = { price: json<{ bid: number }>() }

export default function Chart() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const chart = useRef<LineChart>(null)
  useEffect(() => {
    if (canvas.current)
      chart.current = createLineChart(canvas.current, 40)
  }, [])

  // Called for every event. The component renders once.
  useServerEvent(
    '/demo/prices',
    'price',
    (event) => chart.current?.add(event.data.bid),
    { events },
  )

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Prices"
      width="600"
      height="160"
    />
  )
}
