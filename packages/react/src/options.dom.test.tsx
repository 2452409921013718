import { cleanup, render, screen } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { renderInBoundary } from './boundary.test.helper.tsx'
import { createEventSourceClient, EventSourceProvider, useEventSource } from './index.ts'

stopClock(cleanup)

test('a failure for good is thrown where that is wished, and an orderly end is not', async () => {
  const transport = fakeTransport()
  function Prices({ url }: { url: string }) {
    return (
      <p>{useEventSource(url, { events, transport, retry: false, throwOnFailure: true }).status}</p>
    )
  }
  for (const url of ['/refused', '/ended']) {
    renderInBoundary(<Prices url={url} />)
  }
  await tell(() => transport.dials[0]?.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  await tell(() => transport.dials[1]?.lose({ kind: 'ended' }))
  expect(screen.getByText('Who are you?')).toBeTruthy()
  expect(screen.getByText('closed')).toBeTruthy()
})

test('a provider in a provider brings its own client, and nothing of the outer one', () => {
  const transport = fakeTransport()
  const [outer, inner] = [5, 7].map((idleTimeout) =>
    createEventSourceClient({ transport, idleTimeout, headers: { for: `${idleTimeout}` } }),
  )
  function Prices() {
    useEventSource('/prices', { events })
    return null
  }
  render(
    <EventSourceProvider client={outer!}>
      <Prices />
      <EventSourceProvider client={inner!}>
        <Prices />
        <Prices />
      </EventSourceProvider>
    </EventSourceProvider>,
  )
  expect(transport.dials.map(({ request }) => request)).toMatchObject([
    { headers: { for: '5' }, idleTimeout: 5 },
    { headers: { for: '7' }, idleTimeout: 7 },
  ])
})

test('another client of a provider is another stream, at once', async () => {
  const transport = fakeTransport()
  const [alice, bob] = ['alice', 'bob'].map((key) => createEventSourceClient({ key, transport }))
  function Prices() {
    return <p>{useEventSource('/prices', { events }).latest.halt?.data ?? 'none'}</p>
  }
  const page = (client = alice!) => (
    <EventSourceProvider client={client}>
      <Prices />
    </EventSourceProvider>
  )
  const { rerender } = render(page())
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'for alice'))
  rerender(page(bob))
  expect(transport.dials).toHaveLength(2)
  expect(screen.getByText('none')).toBeTruthy()
})
