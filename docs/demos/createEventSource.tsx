import {
  createEventSource,
  json,
  useSnapshot,
} from '@use-event-source/react'
import { useEffect, useState } from 'react'
import { transport } from './server'

const prices = createEventSource({
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
  transport,
})

function Listener() {
  const [bids, setBids] = useState<readonly number[]>([])
  // The first listener connects; a second after the last one, it closes.
  useEffect(
    () =>
      prices.on('price', (event) =>
        setBids((bids) => [...bids.slice(-3), event.data.bid]),
      ),
    [],
  )
  const { status } = useSnapshot(prices)
  return (
    <p>
      {status}: {bids.join(', ')}
    </p>
  )
}

export default function Listeners() {
  const [count, setCount] = useState(1)
  return (
    <>
      <button onClick={() => setCount(count + 1)}>
        Add a listener
      </button>{' '}
      <button onClick={() => setCount(0)}>Remove all</button>
      {Array.from({ length: count }, (_, index) => (
        <Listener key={index} />
      ))}
    </>
  )
}
