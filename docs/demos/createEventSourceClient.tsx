import {
  createEventSource,
  createEventSourceClient,
  json,
  useEventSource,
} from '@use-event-source/react'
import { transport } from './server'

const api = createEventSourceClient({
  key: 'ann',
  transport,
  idleTimeout: 45_000,
})
const prices = createEventSource({
  client: api,
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
})

export default function Desk() {
  const { status, latest, connect } = useEventSource(prices)
  return (
    <>
      <button onClick={() => api.clear()}>Sign out</button>
      <button onClick={connect}>Sign in</button>
      <p>{status}</p>
      <p>bid {latest.price?.data.bid ?? 'none'}</p>
    </>
  )
}
