import { json, useServerEvent } from '@use-event-source/react'
import { useRef } from 'react'
import { addPoint } from './chart'

const events = { price: json<{ bid: number }>() }

export default function Chart() {
  const canvas = useRef<HTMLCanvasElement>(null)

  // Called for every event. The component renders once.
  useServerEvent(
    '/demo/prices',
    'price',
    (event) => addPoint(canvas.current, event.data.bid),
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
