import { render, screen } from '@testing-library/react'
import {
  createEventSourceClient,
  EventSourceProvider,
} from '@use-event-source/react'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Ticker } from './Ticker.tsx'

/** A stream that stays open, as that of a server does. */
let stream: ReadableStreamDefaultController<Uint8Array>

const server = setupServer(
  http.get('/api/prices', () => {
    const body = new ReadableStream({
      start: (controller) => void (stream = controller),
    })
    return new HttpResponse(body, {
      headers: { 'content-type': 'text/event-stream' },
    })
  }),
)

beforeAll(() => server.listen())
afterAll(() => server.close())

const send = (text: string) => stream.enqueue(new TextEncoder().encode(text))

test('shows the newest price', async () => {
  const client = createEventSourceClient()
  render(
    <EventSourceProvider client={client}>
      <Ticker />
    </EventSourceProvider>,
  )
  await expect.poll(() => stream).toBeDefined()
  send('event: price\ndata: {"bid":99.5}\n\n')
  expect(await screen.findByText('99.5')).toBeDefined()
  client.clear()
})
