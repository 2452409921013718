import { act, cleanup, renderHook } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventSource, createEventState, json } from './index.ts'
import { useSnapshot } from './useSnapshot.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
})

function fakeSums() {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/prices', events: { price: json<number>() }, transport })
  return { transport, source, sum: createEventState(source, 0, { price: (sum, event) => sum + event.data }) }
}

test('shows a state that lives outside of components, and keeps it from one to the next', () => {
  const { transport, sum } = fakeSums()
  const first = renderHook(() => useSnapshot(sum))
  expect(first.result.current).toBe(0)
  transport.last.open()
  act(() => transport.last.event('price', '1'))
  expect(first.result.current).toBe(1)
  first.unmount()

  const { result } = renderHook(() => [useSnapshot(sum), useSnapshot(sum)])
  expect(result.current).toEqual([1, 1])
  act(() => transport.last.event('price', '2'))
  expect(result.current).toEqual([3, 3])
  expect(transport.dials).toHaveLength(1)
})

test('shows the whole state of a store', () => {
  const { transport, source } = fakeSums()
  const { result } = renderHook(() => useSnapshot(source))
  act(() => {
    transport.last.open()
    flushFrames()
  })
  expect(result.current).toBe(source.getSnapshot())
  expect(result.current.status).toBe('open')
})

test('follows another value when it gets one', () => {
  const first = fakeSums()
  const second = fakeSums()
  const { result, rerender } = renderHook(({ sum }) => useSnapshot(sum), { initialProps: first })
  first.transport.last.open()
  act(() => first.transport.last.event('price', '1'))
  rerender(second)
  expect(result.current).toBe(0)
  second.transport.last.open()
  act(() => second.transport.last.event('price', '5'))
  expect(result.current).toBe(5)
})
