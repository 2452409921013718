import {
  fetchTransport,
  json,
  useEventSource,
} from '@use-event-source/react'
import { server, watched } from './server'

const answers: number[] = []

// A fetch that notes what it was answered. The page watches its transport.
const transport = watched(
  fetchTransport({
    async fetch(input, init) {
      const response = await server.fetch(input, init)
      answers.push(response.status)
      return response
    },
  }),
)
const events = { price: json<{ bid: number }>() }

export default function Answers() {
  const { status, latest } = useEventSource('/demo/prices', {
    events,
    transport,
  })
  return (
    <>
      <b>{latest.price?.data.bid}</b>
      <p>{status}</p>
      <p>answers: {answers.join(', ')}</p>
    </>
  )
}
