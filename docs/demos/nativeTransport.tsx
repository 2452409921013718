import {
  json,
  nativeTransport,
  useEventSource,
} from '@use-event-source/react'
import { EventSource } from 'eventsource'
import { server, watched } from './server'

// The server of this page has no port,
// so a polyfill stands for the browser's own EventSource.
class Polyfill extends EventSource {
  constructor(url: string | URL) {
    super(url, { fetch: server.fetch })
  }
}

const transport = watched(nativeTransport({ EventSource: Polyfill }))
const events = { price: json<{ bid: number }>() }

export default function Bid() {
  const { status, latest } = useEventSource('/demo/prices', {
    events,
    transport,
  })
  return (
    <>
      <b>{latest.price?.data.bid}</b>
      <p>{status}</p>
    </>
  )
}
