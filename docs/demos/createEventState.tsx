import {
  createEventSource,
  createEventState,
  json,
  useSnapshot,
} from '@use-event-source/react'
import { useState } from 'react'
import { transport } from './server'

const prices = createEventSource({
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
  transport,
})
const highest = createEventState(
  prices,
  { bid: 0, count: 0 },
  {
    price: ({ bid, count }, event) => ({
      bid: Math.max(bid, event.data.bid),
      count: count + 1,
    }),
  },
)

function Highest() {
  const { bid, count } = useSnapshot(highest)
  return (
    <p>
      {count} prices, at most {bid}
    </p>
  )
}

// The state outlives the component that shows it.
export default function Toggle() {
  const [shown, setShown] = useState(true)
  return (
    <>
      <button onClick={() => setShown(!shown)}>
        {shown ? 'Hide' : 'Show'}
      </button>
      {shown && <Highest />}
    </>
  )
}
