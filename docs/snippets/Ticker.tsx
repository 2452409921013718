import { json, useEventSource } from '@use-event-source/react'

export function Ticker() {
  const { status, latest } = useEventSource('/api/prices', {
    events: { price: json<{ bid: number }>() },
  })
  if (status === 'reconnecting') return <p>Reconnecting</p>
  return <b>{latest.price?.data.bid ?? '…'}</b>
}
