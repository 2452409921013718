import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, useRef } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventSource, json, text } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'

const events = { price: json<number>(), halt: text }

function fakeSource(url = '/prices', transport = fakeTransport()) {
  return { transport, source: createEventSource({ url, events, transport }) }
}

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

test('adds up every event of all types in order, and equal ones too', () => {
  const { transport, source } = fakeSource()
  const { result } = renderHook(() =>
    useEventState(source, [] as unknown[], {
      price: (log, event) => [...log, event.data],
      halt: (log, event) => [...log, event.data],
    }),
  )
  expect(result.current).toEqual([])
  tell(() => transport.last.open())
  tell(() => {
    transport.last.event('price', '1')
    transport.last.event('halt', 'noon')
    for (let i = 0; i < 3; i++) transport.last.event('price', '2')
  })
  expect(result.current).toEqual([1, 'noon', 2, 2, 2])
})

test('renders once for many events, and not at all when the state stays the same', () => {
  const { transport, source } = fakeSource()
  const { result } = renderHook(() => {
    const renders = useRef(0)
    const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data, halt: (sum) => sum })
    return { sum, renders: ++renders.current }
  })
  tell(() => transport.last.open())
  expect(result.current).toEqual({ sum: 0, renders: 1 })
  tell(() => {
    for (let i = 0; i < 100; i++) transport.last.event('price', '1')
  })
  expect(result.current).toEqual({ sum: 100, renders: 2 })
  tell(() => transport.last.event('halt', 'noon'))
  tell(() => transport.last.event('price', '0'))
  expect(result.current).toEqual({ sum: 100, renders: 2 })
})

test('calls the newest reducers, and never redials for them', () => {
  const { transport, source } = fakeSource()
  const { result, rerender } = renderHook(
    ({ factor }) => useEventState(source, 0, { price: (sum, event) => sum + factor * event.data }),
    { initialProps: { factor: 1 } },
  )
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '1'))
  rerender({ factor: 100 })
  tell(() => transport.last.event('price', '2'))
  expect(result.current).toBe(201)
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(1)
})

test('begins again with another stream, and waits without one', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(
    ({ url }) => useEventState(url, 'log:', { halt: (log, event) => `${log} ${event.data}` }, { events, transport }),
    { initialProps: { url: null as string | null } },
  )
  expect(result.current).toBe('log:')
  expect(transport.dials).toHaveLength(0)

  rerender({ url: '/1' })
  const [first] = transport.dials
  tell(() => first?.open())
  tell(() => first?.event('halt', 'noon'))
  expect(result.current).toBe('log: noon')

  rerender({ url: '/2' })
  expect(result.current).toBe('log:')
  tell(() => first?.event('halt', 'old'))
  tell(() => transport.last.open())
  tell(() => transport.last.event('halt', 'new'))
  expect(result.current).toBe('log: new')

  rerender({ url: null })
  expect(result.current).toBe('log:')
})

test('begins again with another store', () => {
  const { transport, source: first } = fakeSource('/1')
  const { source: second } = fakeSource('/2', transport)
  const { result, rerender } = renderHook(
    ({ source }) => useEventState(source, 0, { price: (sum, event) => sum + event.data }),
    { initialProps: { source: first } },
  )
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '1'))
  expect(result.current).toBe(1)
  rerender({ source: second })
  expect(result.current).toBe(0)
})

test('takes the source that useEventSource gives', () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => {
    const { source, status } = useEventSource('/prices', { events, transport })
    return { status, sum: useEventState(source, 0, { price: (sum, event) => sum + event.data }) }
  })
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '5'))
  expect(result.current).toEqual({ status: 'open', sum: 5 })
  expect(transport.dials).toHaveLength(1)
})

test('reads the events of a URL as text without options', async () => {
  vi.useRealTimers()
  const url = 'data:text/event-stream,retry: 60000%0Aevent: a%0Adata: 1%0A%0Aevent: b%0Adata: 2%0A%0A'
  const { result, unmount } = renderHook(() =>
    useEventState(url, '', { a: (log, event) => log + event.data, b: (log, event) => log + event.data }),
  )
  await waitFor(() => expect(result.current).toBe('12'))
  unmount()
})

test('adds up once in strict mode, and keeps the state over it', () => {
  const { transport, source } = fakeSource()
  const { result } = renderHook(() => useEventState(source, 0, { price: (sum, event) => sum + event.data }), {
    wrapper: StrictMode,
  })
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '5'))
  expect(result.current).toBe(5)
  expect(transport.dials).toHaveLength(1)
})

test('adds up nothing once the component is gone, and leaves no timer behind', () => {
  const { transport, source } = fakeSource()
  const seen: number[] = []
  const { unmount } = renderHook(() => useEventState(source, 0, { price: (_, event) => seen.push(event.data) }))
  tell(() => transport.last.open())
  unmount()
  transport.last.event('price', '5')
  vi.advanceTimersByTime(3000)
  expect(seen).toEqual([])
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
