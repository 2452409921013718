import { cleanup, renderHook } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode } from 'react'
import { expect, test, vi } from 'vitest'
import { eventStateContract } from '../../../contract/eventState.ts'
import { events, fakeSource, stopClock } from '../../../contract/stage.ts'
import { react, tell } from './adapter.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'

stopClock(cleanup)

eventStateContract(react)

test('calls the newest reducers, and never redials for them', async () => {
  const { transport, source } = fakeSource()
  const { result, rerender } = renderHook(
    ({ factor }) => useEventState(source, 0, { price: (sum, event) => sum + factor * event.data }),
    { initialProps: { factor: 1 } },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '1'))
  rerender({ factor: 100 })
  await tell(() => transport.last.event('price', '2'))
  expect(result.current).toBe(201)
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(1)
})

test('takes the source that useEventSource gives', async () => {
  const transport = fakeTransport()
  const { result } = renderHook(() => {
    const { source, status } = useEventSource('/prices', { events, transport })
    return { status, sum: useEventState(source, 0, { price: (sum, event) => sum + event.data }) }
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  expect(result.current).toEqual({ status: 'open', sum: 5 })
  expect(transport.dials).toHaveLength(1)
})

test('adds up once in strict mode, and keeps the state over it', async () => {
  const { transport, source } = fakeSource()
  const { result } = renderHook(
    () => useEventState(source, 0, { price: (sum, event) => sum + event.data }),
    {
      wrapper: StrictMode,
    },
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  expect(result.current).toBe(5)
  expect(transport.dials).toHaveLength(1)
})

test('follows its reducers: one that is taken away is not called, and one that is added is', async () => {
  const { transport, source } = fakeSource()
  const add = (log: string, event: { data: unknown }) => `${log}${event.data} `
  const { result, rerender } = renderHook<string, { reducers: object }>(
    ({ reducers }) => useEventState(source, '', reducers),
    {
      initialProps: { reducers: { price: add, halt: add } },
    },
  )
  await tell(() => transport.last.open())
  const speak = () => {
    transport.last.event('price', '1')
    transport.last.event('halt', 'noon')
  }
  await tell(speak)
  rerender({ reducers: { price: add } })
  await tell(speak)
  rerender({ reducers: { halt: add } })
  await tell(speak)
  expect(result.current).toBe('1 noon 1 noon ')
  expect(transport.dials).toHaveLength(1)
})

test('does not leave a stream that has failed, and join it again, for other reducers', async () => {
  const { transport, source } = fakeSource()
  const { rerender } = renderHook<number, { reducers: object }>(
    ({ reducers }) => useEventState(source, 0, reducers),
    {
      initialProps: { reducers: { price: (sum: number) => sum } },
    },
  )
  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'no' }))
  rerender({ reducers: { halt: (sum: number) => sum } })
  await tell(() => vi.advanceTimersByTime(5000))
  expect(transport.dials).toHaveLength(1)
})
