import { cleanup, render, screen } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { renderInBoundary } from './boundary.test.helper.tsx'
import { EventSourceProvider, useEventSource } from './index.ts'

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

test('a provider gives its options to the components below, which may choose otherwise', () => {
  const [provided, own] = [fakeTransport(), fakeTransport()]
  function Prices({ options = {} }: { options?: object }) {
    useEventSource('/prices', { events, ...options })
    return null
  }
  render(
    <EventSourceProvider options={{ transport: provided, headers: { authorization: 'Bearer 1' } }}>
      <Prices />
      <Prices options={{ transport: own }} />
    </EventSourceProvider>,
  )
  expect(provided.last.request.headers).toEqual({ authorization: 'Bearer 1' })
  expect([provided.dials.length, own.dials.length]).toEqual([1, 1])
})

test('components below a provider share a stream with each other, and with nobody outside', () => {
  const transport = fakeTransport()
  function Prices() {
    useEventSource('/prices', { events, transport })
    return null
  }
  render(
    <>
      <Prices />
      <EventSourceProvider>
        <Prices />
        <Prices />
      </EventSourceProvider>
    </>,
  )
  expect(transport.dials).toHaveLength(2)
})

test('a provider in a provider takes over its options, changes some, and has connections of its own', async () => {
  const transport = fakeTransport()
  function Prices() {
    useEventSource('/prices', { events })
    return null
  }
  const { rerender } = render(<i />)
  const page = (token: string) => (
    <EventSourceProvider
      options={{ transport, headers: { token }, retry: () => 0, idleTimeout: 5 }}
    >
      <Prices />
      <EventSourceProvider options={{ idleTimeout: 7 }}>
        <Prices />
        <Prices />
      </EventSourceProvider>
    </EventSourceProvider>
  )
  rerender(page('a'))
  expect(transport.dials.map(({ request }) => request)).toMatchObject([
    { headers: { token: 'a' }, idleTimeout: 5 },
    { headers: { token: 'a' }, idleTimeout: 7 },
  ])
  // New defaults reach the components below without a dial, and count from the next one on.
  rerender(page('b'))
  expect(transport.dials).toHaveLength(2)
  await tell(() => transport.last.lose())
  await tell(() => void vi.advanceTimersByTime(0))
  expect(transport.last.request.headers).toEqual({ token: 'b' })
})
