import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { Component, StrictMode } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createEventSource,
  EventSourceProvider,
  json,
  text,
  useEventSource,
  useEventState,
  useServerEvent,
} from './index.ts'

const events = { price: json<number>(), halt: text }

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

test('another stream begins with nothing on the screen, or with what was there, as one wishes', () => {
  const shown: Record<string, unknown[]> = {}
  function Price({ url, keepPrevious }: { url: string; keepPrevious: boolean }) {
    const { status, data, latest } = useEventSource(url, { events, transport, keepPrevious })
    ;(shown[String(keepPrevious)] ??= []).push([status, data, latest.price?.data])
    return null
  }
  const transport = fakeTransport()
  const page = (url: string) => [
    <Price key="keeps" url={url} keepPrevious={true} />,
    <Price key="drops" url={url} keepPrevious={false} />,
  ]
  const { rerender } = render(page('/a'))
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '1'))

  rerender(page('/b'))
  expect(shown['true']?.at(-1)).toEqual(['connecting', 1, 1])
  expect(shown['false']?.at(-1)).toEqual(['connecting', undefined, undefined])

  tell(() => transport.last.open())
  expect(shown['true']?.at(-1)).toEqual(['open', 1, 1])
  tell(() => transport.last.event('price', '2'))
  expect(shown['true']?.at(-1)).toEqual(['open', 2, 2])
  expect(shown['false']?.at(-1)).toEqual(['open', 2, 2])
})

test('a selection renders when it is not equal any more, and only then', () => {
  const transport = fakeTransport()
  const renders: unknown[] = []
  renderHook(() => {
    const { selected } = useEventSource('/prices', {
      events,
      transport,
      select: ({ latest }) => ({ tens: Math.floor((latest.price?.data ?? 0) / 10) }),
      equal: (a, b) => a.tens === b.tens,
    })
    renders.push(selected.tens)
  })
  tell(() => transport.last.open())
  const before = renders.length
  for (const price of ['11', '12', '19']) tell(() => transport.last.event('price', price))
  tell(() => transport.last.event('price', '25'))
  expect(renders.slice(before)).toEqual([1, 2])
})

test('a selection is made by the newest function', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(
    ({ factor }) => useEventSource('/prices', { events, transport, select: ({ data }) => Number(data) * factor }),
    { initialProps: { factor: 2 } },
  )
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '3'))
  expect(result.current.selected).toBe(6)
  rerender({ factor: 10 })
  expect(result.current.selected).toBe(30)
  expect(result.current.status).toBe('open')
  expect(transport.dials).toHaveLength(1)
})

test('a selection that is equal stays the same object, though `select` is another function at each render', () => {
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
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '3'))
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
  tell(() => transport.last.event('price', '3'))
  expect(result.current).toBe(second)
})

test('a selection may begin late, end and begin again, and `equal` is asked of selections only', () => {
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
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '1'))
  expect(result.current.selected).toBeUndefined()
  rerender({ selects: true })
  expect(result.current.selected).toBe('it is 1')
  tell(() => transport.last.event('price', '2'))
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

test('a selection that is a new object each time makes no loop', () => {
  const transport = fakeTransport()
  let renders = 0
  const { result, rerender } = renderHook(() => {
    renders++
    return useEventSource('/prices', { events, transport, select: ({ data }) => ({ data }) }).selected
  })
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '3'))
  const before = renders
  rerender()
  expect(renders).toBe(before + 1)
  expect(result.current).toEqual({ data: 3 })
})

test('a URL without events among its options is read as text messages', async () => {
  const transport = fakeTransport()
  const heard: unknown[] = []
  const { result } = renderHook(() => {
    const { data, latest } = useEventSource('/messages', { transport })
    useServerEvent('/messages', 'message', (event) => heard.push(event.data), { transport })
    const log = useEventState('/messages', '', { message: (log, event) => log + event.data }, { transport })
    return [data, latest.message?.data, log]
  })
  tell(() => transport.last.open())
  tell(() => transport.last.event('message', '{"a":1}'))
  expect(result.current).toEqual(['{"a":1}', '{"a":1}', '{"a":1}'])
  expect(heard).toEqual(['{"a":1}'])
  expect(transport.dials).toHaveLength(1)
})

class Boundary extends Component<{ children: ReactNode }> {
  override state = { message: '' }
  static getDerivedStateFromError({ message }: Error) {
    return { message }
  }
  override render() {
    return this.state.message || this.props.children
  }
}

test('a failure for good is thrown where that is wished, and an orderly end is not', () => {
  const quiet = console.error
  console.error = () => {}
  const transport = fakeTransport()
  function Prices({ url }: { url: string }) {
    return <p>{useEventSource(url, { events, transport, retry: false, throwOnFailure: true }).status}</p>
  }
  for (const url of ['/refused', '/ended']) {
    render(
      <Boundary>
        <Prices url={url} />
      </Boundary>,
    )
  }
  tell(() => transport.dials[0]?.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  tell(() => transport.dials[1]?.lose({ kind: 'ended' }))
  console.error = quiet
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
  expect(provided.last.request.options.headers).toEqual({ authorization: 'Bearer 1' })
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
    <EventSourceProvider options={{ transport, headers: { token }, linger: 5 }}>
      <Prices />
      <EventSourceProvider options={{ linger: 7 }}>
        <Prices />
        <Prices />
      </EventSourceProvider>
    </EventSourceProvider>
  )
  rerender(page('a'))
  expect(transport.dials.map(({ request }) => request.options)).toMatchObject([
    { headers: { token: 'a' }, linger: 5 },
    { headers: { token: 'a' }, linger: 7 },
  ])
  // New defaults reach the components below without a dial, and count from the next one on.
  rerender(page('b'))
  expect(transport.dials).toHaveLength(2)
  expect(transport.last.request.options.headers).toEqual({ token: 'b' })
})
