import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { lazy, startTransition, StrictMode, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { optionsContract } from '../../../contract/options.ts'
import { renderingContract } from '../../../contract/rendering.ts'
import { selectContract } from '../../../contract/select.ts'
import { sharingContract } from '../../../contract/sharing.ts'
import { sourceContract } from '../../../contract/source.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { viewContract } from '../../../contract/view.ts'
import { react, tell } from './adapter.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'

stopClock(cleanup)

const events = { price: json<Price>(), halt: text }

/** Lets the server speak, shows what it said, and makes a pause. */
function tell(speak: () => void) {
  act(() => {
    speak()
    flushFrames()
    flushFrames()
  })
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
})

test('shows the status, the newest event of all, and the newest of each type', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => useEventSource('/prices', { events, transport }))
  expect(result.current).toMatchObject({ status: 'connecting', event: null, data: undefined, lastEventId: '' })

  tell(() => transport.last.open())
  expect(result.current.status).toBe('open')
  expect(result.current.latest.price).toBeUndefined()

  tell(() => transport.last.event('price', '{"bid":1}', '7'))
  tell(() => transport.last.event('halt', 'noon', '8'))
  const { event, data, latest, lastEventId } = result.current
  expect(event).toEqual({ type: 'halt', data: 'noon', raw: 'noon', lastEventId: '8' })
  expect(data).toBe('noon')
  expect(lastEventId).toBe('8')
  expect(latest.price?.data.bid).toBe(1)
  expect(latest.halt?.data).toBe('noon')
})

test('tells why the connection was lost, and forgets it when the stream is back', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => useEventSource('/prices', { events, transport }))
  tell(() => transport.last.open())
  expect(result.current).toMatchObject({ failure: null, failureCount: 0 })

  tell(() => transport.last.lose({ kind: 'http', message: 'Bad gateway', status: 502 }))
  expect(result.current).toMatchObject({ status: 'reconnecting', failureCount: 1 })
  expect(result.current.failure).toMatchObject({ kind: 'http', status: 502, willRetry: true })

  tell(() => vi.advanceTimersByTime(3000))
  tell(() => transport.last.open())
  expect(result.current).toMatchObject({ status: 'open', failure: null })
})

test('ends where trying again is of no use', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => useEventSource('/prices', { events, transport }))
  tell(() => transport.last.lose({ kind: 'http', message: 'Who are you?', status: 401 }))
  expect(result.current.status).toBe('closed')
  expect(result.current.failure).toMatchObject({ status: 401, willRetry: false, retryAt: null })
})

test('shows the first event after a pause at once, and those that follow with the next frame', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => useEventSource('/prices', { events, transport }))
  tell(() => transport.last.open())

  act(() => transport.last.event('halt', 'first'))
  expect(result.current.data).toBe('first')
  act(() => transport.last.event('halt', 'second'))
  act(() => transport.last.event('halt', 'third'))
  expect(result.current.data).toBe('first')
  act(() => flushFrames())
  expect(result.current.data).toBe('third')
})

test('waits for a URL, and shows nothing any more when it is taken away', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(({ url }) => useEventSource(url, { events, transport }), {
    initialProps: { url: null as string | null },
  })
  expect(transport.dials).toHaveLength(0)
  expect(result.current).toMatchObject({ status: 'idle', failure: null, data: undefined, source: null })
  expect(result.current.latest.price).toBeUndefined()
  // There is nothing to close or to connect, and no harm in it.
  result.current.close()
  result.current.connect()

  rerender({ url: '/prices' })
  tell(() => transport.last.open())
  tell(() => transport.last.event('halt', 'noon'))
  expect(result.current.data).toBe('noon')

  rerender({ url: null })
  expect(result.current).toMatchObject({ status: 'idle', data: undefined, event: null, source: null })
  expect(result.current.latest.halt).toBeUndefined()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('switches with the URL: the old stream is hung up, and nothing of it is shown', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(({ url }) => useEventSource(url, { events, transport }), {
    initialProps: { url: '/rooms/1' },
  })
  const [first] = transport.dials
  tell(() => first?.open())
  tell(() => first?.event('halt', 'of the first', '1'))

  rerender({ url: '/rooms/2' })
  expect(result.current).toMatchObject({ status: 'connecting', data: undefined, lastEventId: '' })
  expect(transport.dials).toHaveLength(2)
  expect(transport.last.request).toMatchObject({ url: expect.stringMatching(/rooms\/2$/), lastEventId: '' })

  tell(() => first?.event('halt', 'too late', '2'))
  expect(result.current.data).toBeUndefined()
  tell(() => transport.last.open())
  tell(() => transport.last.event('halt', 'of the second', '9'))
  expect(result.current).toMatchObject({ data: 'of the second', lastEventId: '9' })
  vi.advanceTimersByTime(3000)
  expect(first?.closed).toBe(true)
  expect(transport.sockets).toBe(1)
})

test.each([
  ['changed', () => {}],
  ['closed and then changed', (close: () => void) => close()],
])('leaves nothing of a stream that waits to redial when the URL is %s', (_, first) => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(({ url }) => useEventSource(url, { events, transport, retry: () => 2000 }), {
    initialProps: { url: '/rooms/1' },
  })
  tell(() => transport.last.open())
  tell(() => transport.last.lose())
  expect(result.current.status).toBe('reconnecting')
  tell(() => first(result.current.close))

  rerender({ url: '/rooms/2' })
  expect(result.current).toMatchObject({ status: 'connecting', failure: null })
  tell(() => transport.last.open())
  tell(() => vi.advanceTimersByTime(60_000))
  expect(result.current.status).toBe('open')
  expect(transport.dials).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('changes the URL in a transition, with one dial for each', async () => {
  const transport = fakeTransport()
  function Room() {
    const [url, setUrl] = useState('/rooms/1')
    const { status, latest } = useEventSource(url, { events, transport })
    const leave = () => startTransition(() => setUrl('/rooms/2'))
    return <button onClick={leave}>{`${status} ${latest.halt?.data}`}</button>
  }
  render(<Room />)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon'))
  await act(async () => screen.getByText('open noon').click())
  expect(screen.getByText('connecting undefined')).toBeDefined()
  await tell(() => transport.last.open())
  await tell(() => vi.advanceTimersByTime(5000))
  expect(screen.getByText('open undefined')).toBeDefined()
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
})

test('takes another stream for another method, body, key or set of event types, and for nothing else', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(
    (options: object) => useEventSource('/a', { events, transport, ...options }),
    {
      initialProps: {},
    },
  )
  let { source } = result.current
  for (const options of [
    { method: 'POST' },
    { method: 'POST', body: 'prompt' },
    { key: 'mine' },
    { events: { other: text } },
  ]) {
    rerender(options)
    expect(result.current.source).not.toBe(source)
    ;({ source } = result.current)
  }
  rerender({})
  ;({ source } = result.current)
  for (const options of [{ linger: 1 }, { headers: { a: 'b' } }, { events: { ...events } }, { until: () => false }]) {
    rerender(options)
    expect(result.current.source).toBe(source)
  }
})

test('takes a store, shows what it has already, and switches to another one', () => {
  const transport = fakeTransport()
  const first = createEventSource({ url: '/1', events, transport })
  const second = createEventSource({ url: '/2', events, transport })
  first.on('halt', () => {})
  transport.last.open()
  transport.last.event('halt', 'before')

  const { result, rerender } = renderHook(({ source }) => useEventSource(source), { initialProps: { source: first } })
  expect(result.current).toMatchObject({ status: 'open', data: 'before', source: first })
  expect(transport.dials).toHaveLength(1)

  rerender({ source: second })
  expect(result.current).toMatchObject({ status: 'connecting', data: undefined, source: second })
  expect(transport.dials).toHaveLength(2)
})

test('closes and connects for this component, with functions that stay the same', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => ({
    mine: useEventSource('/prices', { events, transport }),
    other: useEventSource('/prices', { events, transport }),
  }))
  const { close, connect } = result.current.mine
  tell(() => transport.last.open())
  tell(() => close())
  expect(result.current.mine.status).toBe('closed')
  expect(result.current.other.status).toBe('open')
  expect(transport.sockets).toBe(1)

  tell(() => transport.last.event('halt', 'noon'))
  expect(result.current.mine.data).toBeUndefined()
  expect(result.current.other.data).toBe('noon')

  tell(() => connect())
  expect(result.current.mine.status).toBe('open')
  expect(result.current.mine).toMatchObject({ close, connect })
  expect(transport.dials).toHaveLength(1)
})

test('closes the connection when the only component closes, and dials again on connect', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => useEventSource('/prices', { events, transport }))
  tell(() => transport.last.open())
  tell(() => result.current.close())
  expect(result.current).toMatchObject({ status: 'closed', failure: null })
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)

  tell(() => result.current.connect())
  expect(result.current.status).toBe('connecting')
  expect(transport.dials).toHaveLength(2)
})

/** Counts the renders of a component that reads something of a stream. */
function counted(transport: ReturnType<typeof fakeTransport>, read: (view: View) => ReactNode) {
  const renders = { count: 0 }
  function Reader() {
    renders.count++
    return <b>{read(useEventSource('/prices', { events, transport }))}</b>
  }
  return { Reader, renders }
}
type View = ReturnType<typeof useEventSource<typeof events>>

test('does not render a component for what it does not read', () => {
  const transport = fakeTransport()
  const status = counted(transport, (view) => view.status)
  const price = counted(transport, ({ latest }) => latest.price?.data.bid)
  const failure = counted(transport, ({ failure }) => failure?.kind)
  const counts = () => [status.renders.count, price.renders.count, failure.renders.count]
  render(
    <>
      <status.Reader />
      <price.Reader />
      <failure.Reader />
    </>,
  )
  tell(() => transport.last.open())
  const [statusCount, priceCount, failureCount] = counts() as [number, number, number]

  for (const reason of ['noon', 'night']) tell(() => transport.last.event('halt', reason))
  expect(counts()).toEqual([statusCount, priceCount, failureCount])

  tell(() => transport.last.event('price', '{"bid":5}'))
  expect(counts()).toEqual([statusCount, priceCount + 1, failureCount])
  expect(screen.getByText('5')).toBeDefined()

  tell(() => transport.last.lose())
  expect(counts()).toEqual([statusCount + 1, priceCount + 1, failureCount + 1])
  expect(screen.getByText('reconnecting')).toBeDefined()
})

test('renders for what a component has begun to read later', () => {
  const transport = fakeTransport()
  let more = false
  const reader = counted(transport, (view) => (more ? `${view.status} ${view.latest.halt?.data}` : view.status))
  const { rerender } = render(<reader.Reader />)
  tell(() => transport.last.open())
  tell(() => transport.last.event('halt', 'unseen'))
  expect(screen.getByText('open')).toBeDefined()

  more = true
  rerender(<reader.Reader />)
  expect(screen.getByText('open unseen')).toBeDefined()
  tell(() => transport.last.event('halt', 'seen'))
  expect(screen.getByText('open seen')).toBeDefined()
})

test('renders a component that lists the types for each of them', () => {
  const transport = fakeTransport()
  const names = counted(transport, ({ latest }) => Object.keys(latest).join() || 'none')
  const count = counted(transport, ({ latest }) => ('halt' in latest ? 'halted' : 'running'))
  render(
    <>
      <names.Reader />
      <count.Reader />
    </>,
  )
  tell(() => transport.last.open())
  expect(screen.getByText('none')).toBeDefined()
  expect(screen.getByText('running')).toBeDefined()
  tell(() => transport.last.event('halt', 'noon'))
  tell(() => transport.last.event('price', '{"bid":5}'))
  expect(screen.getByText('price,halt')).toBeDefined()
  expect(screen.getByText('halted')).toBeDefined()
})

test('takes an event for just an event, whatever its name is', () => {
  const transport = fakeTransport()
  const names = ['error', 'open', '__proto__', 'constructor', 'toString']
  const events = Object.fromEntries(names.map((name) => [name, text]))
  // An object literal would take the name for the prototype.
  Object.defineProperty(events, '__proto__', { value: text, enumerable: true })
  const { result } = renderHook(() => ({
    here: useEventSource('/odd', { events, transport }).latest,
    none: useEventSource<typeof events>(null).latest,
  }))
  tell(() => transport.last.open())
  for (const name of names) {
    expect(result.current.here[name]).toBeUndefined()
    expect(result.current.none[name]).toBeUndefined()
    tell(() => transport.last.event(name, `it is ${name}`))
    expect(result.current.here[name]?.data).toBe(`it is ${name}`)
  }
})

test('calls the newest headers, decoders and listeners among inline options, and never redials for them', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(
    ({ version }) =>
      useEventSource('/prices', {
        transport,
        events: { price: (raw) => `${raw} in ${version}` },
        headers: () => ({ version }),
        until: (event) => event.raw === `end ${version}`,
      }),
    { initialProps: { version: 'v1' } },
  )
  tell(() => transport.last.open())
  const { source } = result.current

  rerender({ version: 'v2' })
  expect(result.current.source).toBe(source)
  tell(() => transport.last.event('price', '1'))
  expect(result.current.data).toBe('1 in v2')

  tell(() => transport.last.event('price', 'end v1'))
  expect(result.current.status).toBe('open')
  expect(transport.dials).toHaveLength(1)
  tell(() => transport.last.lose())
  tell(() => vi.advanceTimersByTime(3000))
  const { headers } = transport.last.request
  expect(typeof headers === 'function' && headers()).toEqual({ version: 'v2' })

  tell(() => transport.last.open())
  tell(() => transport.last.event('price', 'end v2'))
  expect(result.current.status).toBe('closed')
})

test('forgets an option that a component does not give any more', () => {
  const transport = fakeTransport()
  const refused: string[] = []
  const onInvalid = ({ raw }: { raw: string }) => refused.push(raw)
  const { rerender, result } = renderHook(
    ({ strict }) => useEventSource('/a', { events, transport, onInvalid, ...(strict && { until: () => true }) }),
    { initialProps: { strict: true } },
  )
  rerender({ strict: false })
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', 'no JSON'))
  expect(refused).toEqual(['no JSON'])
  expect(result.current).toMatchObject({ status: 'open', data: undefined })
})

test('dials once in strict mode', () => {
  const transport = fakeTransport()
  const { unmount } = renderHook(() => useEventSource('/prices', { events, transport }), { wrapper: StrictMode })
  await tell(() => transport.last.open())
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(1)
  expect(transport.sockets).toBe(1)
  unmount()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('dials nothing for a tree that waits for data, and goes on while a sibling waits', async () => {
  const transport = fakeTransport()
  const Status = () => <b>{useEventSource('/prices', { events, transport }).status}</b>
  let arrive: (module: { default: () => ReactNode }) => void = () => {}
  const Slow = lazy<() => ReactNode>(() => new Promise((resolve) => (arrive = resolve)))
  const page = (
    <Suspense fallback="wait">
      <Status />
      <Slow />
    </Suspense>
  )
  await act(async () => void render(page))
  expect(screen.getByText('wait')).toBeDefined()
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(0)

  await act(async () => arrive({ default: () => <i>here</i> }))
  expect(screen.getByText('here')).toBeDefined()
  await tell(() => transport.last.open())
  expect(screen.getByText('open')).toBeDefined()
  expect(transport.dials).toHaveLength(1)
})

test('keeps a batch of changes together: no component sees half of them', async () => {
  const transport = fakeTransport()
  const seen: [unknown, unknown][] = []
  function Twins() {
    const { data } = useEventSource('/prices', { events, transport })
    const { data: twin } = useEventSource('/prices', { events, transport })
    const [clicks, setClicks] = useState(0)
    seen.push([data, twin])
    return <button onClick={() => setClicks(clicks + 1)}>{clicks}</button>
  }
  render(<Twins />)
  await tell(() => transport.last.open())
  act(() => {
    transport.last.event('halt', 'a')
    transport.last.event('halt', 'b')
    screen.getByRole('button').click()
    transport.last.event('halt', 'c')
  })
  act(() => flushFrames())
  for (const [data, twin] of seen) expect(data).toBe(twin)
  expect(seen.at(-1)).toEqual(['c', 'c'])
})
