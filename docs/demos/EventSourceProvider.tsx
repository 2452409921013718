import {
  createEventSourceClient,
  EventSourceProvider,
  json,
  useEventSource,
} from '@use-event-source/react'
import { transport } from './server'

const api = createEventSourceClient({
  transport,
  headers: () => ({ authorization: 'Bearer sesame' }),
  idleTimeout: 45_000,
})

const events = { price: json<{ bid: number }>() }

// Both name the URL and nothing else, and share one connection.
function Bid() {
  const { data } = useEventSource('/demo/prices', { events })
  return <p>bid {data?.bid}</p>
}

function Trend() {
  const { data, status } = useEventSource('/demo/prices', { events })
  return <p>{data && data.bid > 100 ? 'above 100' : status}</p>
}

export default function App() {
  return (
    <EventSourceProvider client={api}>
      <Bid />
      <Trend />
    </EventSourceProvider>
  )
}
