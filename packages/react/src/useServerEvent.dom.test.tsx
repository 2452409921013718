import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { Component, StrictMode, useRef } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventSource, json, text } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useServerEvent } from './useServerEvent.ts'

const events = { price: json<number>(), halt: text }

function fakeSource(url = '/prices') {
  const transport = fakeTransport()
  return { transport, source: createEventSource({ url, events, transport }) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
})

test('hears every event exactly once, in order, and equal ones too, without rendering', () => {
  const { transport, source } = fakeSource()
  const heard: number[] = []
  const { result } = renderHook(() => {
    const renders = useRef(0)
    useServerEvent(source, 'price', (event) => heard.push(event.data))
    return ++renders.current
  })
  transport.last.open()
  for (let i = 0; i < 10; i++) transport.last.event('price', '5')
  transport.last.event('halt', 'not for us')
  for (const price of ['1', '2', '3']) transport.last.event('price', price)
  expect(heard).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 3])
  expect(result.current).toBe(1)
})

test('calls the newest listener, and never redials for it', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  const { rerender } = renderHook(
    ({ room }) => useServerEvent(source, 'halt', (event) => heard.push(room + event.data)),
    {
      initialProps: { room: 'a' },
    },
  )
  transport.last.open()
  transport.last.event('halt', '1')
  rerender({ room: 'b' })
  transport.last.event('halt', '2')
  expect(heard).toEqual(['a1', 'b2'])
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(1)
})

test('reads the events of a URL as the options say, and shares its connection', () => {
  const transport = fakeTransport()
  const heard: unknown[] = []
  renderHook(() => {
    useServerEvent('/prices', 'price', (event) => heard.push(event.data), { events, transport })
    useServerEvent('/prices', 'price', (event) => heard.push(event.data), { events: { price: text }, transport })
    useEventSource('/prices', { events, transport })
  })
  transport.last.open()
  act(() => transport.last.event('price', '5'))
  expect(heard).toEqual([5, '5'])
  expect(transport.dials).toHaveLength(1)
})

test('reads the events of a URL as text without options', async () => {
  vi.useRealTimers()
  const heard: string[] = []
  const url = 'data:text/event-stream,retry: 60000%0Aevent: note%0Adata: 5%0A%0A'
  const { unmount } = renderHook(() => useServerEvent(url, 'note', (event) => heard.push(event.data)))
  await waitFor(() => expect(heard).toEqual(['5']))
  unmount()
})

test('hears nothing of the old stream when the URL is another one, and nothing at all without one', () => {
  const transport = fakeTransport()
  const heard: string[] = []
  const { rerender } = renderHook<void, { url: string | null }>(
    ({ url }) => useServerEvent(url, 'halt', (event) => heard.push(event.data), { events, transport }),
    { initialProps: { url: '/1' } },
  )
  const [first] = transport.dials
  first?.open()
  rerender({ url: '/2' })
  first?.event('halt', 'old')
  transport.last.open()
  transport.last.event('halt', 'new')
  rerender({ url: null })
  transport.last.event('halt', 'nobody asked')
  expect(heard).toEqual(['new'])
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('listens for another type without another dial', () => {
  const { transport, source } = fakeSource()
  const heard: unknown[] = []
  const { rerender } = renderHook(({ type }) => useServerEvent(source, type, (event) => heard.push(event.data)), {
    initialProps: { type: 'price' as 'price' | 'halt' },
  })
  transport.last.open()
  rerender({ type: 'halt' })
  transport.last.event('price', '1')
  transport.last.event('halt', 'noon')
  expect(heard).toEqual(['noon'])
  expect(transport.dials).toHaveLength(1)
})

test('hears an event once in strict mode, and dials once', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  renderHook(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)), { wrapper: StrictMode })
  transport.last.open()
  transport.last.event('halt', 'noon')
  vi.advanceTimersByTime(5000)
  expect(heard).toEqual(['noon'])
  expect(transport.dials).toHaveLength(1)
})

test('hears nothing once the component is gone, and leaves no timer behind', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  const { unmount } = renderHook(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)))
  transport.last.open()
  unmount()
  transport.last.event('halt', 'too late')
  vi.advanceTimersByTime(3000)
  expect(heard).toEqual([])
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('throws for a type that the store does not know', () => {
  class Boundary extends Component<{ children: ReactNode }> {
    static getDerivedStateFromError = (error: Error) => ({ message: error.message })
    override state = { message: '' }
    override render = () => this.state.message || this.props.children
  }
  const { source } = fakeSource()
  // React tells of it in the console too, unless it is told whom else to tell.
  const options = { wrapper: Boundary, onCaughtError() {}, baseElement: document.body }
  renderHook(() => useServerEvent(source, 'prize' as 'price', () => {}), options)
  expect(document.body.textContent).toContain(`Cannot listen for "prize": add it to the 'events' option.`)
})
