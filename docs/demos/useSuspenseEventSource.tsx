import { json, useSuspenseEventSource } from '@use-event-source/react'
import { Suspense } from 'react'

const events = { price: json<{ bid: number }>() }

// Rendered with an event, or not at all.
function Bid() {
  const { data, status } = useSuspenseEventSource('/demo/prices', {
    events,
  })
  return (
    <p>
      <b>{data.bid.toFixed(2)}</b> {status}
    </p>
  )
}

export default function Page() {
  return (
    <Suspense fallback="Waiting for a price …">
      <Bid />
    </Suspense>
  )
}
