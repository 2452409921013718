import { cleanup, render, renderHook, screen } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { renderInBoundary } from './boundary.test.helper.tsx'
import { createEventSource, EventSourceProvider, useEventSource } from './index.ts'

stopClock(cleanup)

test('a selection that is equal stays the same object, though `select` is another function at each render', async () => {
  const transport = fakeTransport()
  let renders = 0
  const { result, rerender } = renderHook(
    ({ factor }) => {
      renders++
      return useEventSource('/prices', {
        events,
        transport,
        select: ({ latest }) => ({ scaled: (latest.price?.data ?? 0) * factor }),
        equal: (a, b) => a.scaled === b.scaled,
      }).selected
    },
    { initialProps: { factor: 2 }, wrapper: StrictMode },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  const first = result.current
  expect(first).toEqual({ scaled: 6 })
  const before = renders
  rerender({ factor: 2 })
  rerender({ factor: 2 })
  expect(result.current).toBe(first)
  // Each render is made twice in strict mode, and none of them asks for another.
  expect(renders).toBe(before + 4)

  rerender({ factor: 4 })
  const second = result.current
  expect(second).toEqual({ scaled: 12 })
  rerender({ factor: 4 })
  expect(result.current).toBe(second)
  await tell(() => transport.last.event('price', '3'))
  expect(result.current).toBe(second)
})

test('a selection may begin late, end and begin again, and `equal` is asked of selections only', async () => {
  const transport = fakeTransport()
  const compared: unknown[] = []
  const select = ({ data }: { data: unknown }) => `it is ${data}`
  const equal = (a: string, b: string) => {
    compared.push([a, b])
    return a === b
  }
  const { result, rerender } = renderHook(
    ({ selects }) => useEventSource('/prices', { events, transport, ...(selects && { select, equal }) }),
    { initialProps: { selects: false } },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '1'))
  expect(result.current.selected).toBeUndefined()
  rerender({ selects: true })
  expect(result.current.selected).toBe('it is 1')
  await tell(() => transport.last.event('price', '2'))
  expect(result.current.selected).toBe('it is 2')
  rerender({ selects: false })
  expect(result.current.selected).toBeUndefined()
  rerender({ selects: true })
  expect(result.current.selected).toBe('it is 2')
  expect(new Set(compared.flat())).toEqual(new Set(['it is 1', 'it is 2']))
  expect(transport.dials).toHaveLength(1)
})

test.each([
  { options: {}, subscriptions: 1 },
  { options: { select: () => 0 }, subscriptions: 2 },
])('a component subscribes once, and once more for a selection: %o', ({ options, subscriptions }) => {
  const source = createEventSource({ url: '/prices', events, transport: fakeTransport() })
  let subscribed = 0
  const subscribe = (listener: () => void) => {
    subscribed++
    return source.subscribe(listener)
  }
  const counting = { ...source, subscribe }
  renderHook(() => useEventSource(counting, options))
  expect(subscribed).toBe(subscriptions)
})

test('a selection that is a new object each time makes no loop', async () => {
  const transport = fakeTransport()
  let renders = 0
  const { result, rerender } = renderHook(() => {
    renders++
    return useEventSource('/prices', { events, transport, select: ({ data }) => ({ data }) }).selected
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '3'))
  const before = renders
  rerender()
  expect(renders).toBe(before + 1)
  expect(result.current).toEqual({ data: 3 })
})

test('a failure for good is thrown where that is wished, and an orderly end is not', async () => {
  const transport = fakeTransport()
  function Prices({ url }: { url: string }) {
    return <p>{useEventSource(url, { events, transport, retry: false, throwOnFailure: true }).status}</p>
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

test('a provider in a provider takes over its options, changes some, and has connections of its own', () => {
  const transport = fakeTransport()
  function Prices() {
    useEventSource('/prices', { events })
    return null
  }
  const { rerender } = render(<i />)
  const page = (token: string) => (
    <EventSourceProvider options={{ transport, headers: { token }, retry: () => 0, idleTimeout: 5 }}>
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
  tell(() => transport.last.lose())
  tell(() => void vi.advanceTimersByTime(0))
  expect(transport.last.request.headers).toEqual({ token: 'b' })
})
