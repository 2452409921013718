import { cleanup, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, test, vi } from 'vitest'
import { serverEventContract } from '../../../contract/serverEvent.ts'
import { fakeSource, stopClock } from '../../../contract/stage.ts'
import { react } from './adapter.test.helper.tsx'
import { useServerEvent } from './useServerEvent.ts'

stopClock(cleanup)

serverEventContract(react)

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

test('listens for another type without another dial', () => {
  const { transport, source } = fakeSource()
  const heard: unknown[] = []
  const { rerender } = renderHook(
    ({ type }) => useServerEvent(source, type, (event) => heard.push(event.data)),
    {
      initialProps: { type: 'price' as 'price' | 'halt' },
    },
  )
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
  renderHook(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)), {
    wrapper: StrictMode,
  })
  transport.last.open()
  transport.last.event('halt', 'noon')
  vi.advanceTimersByTime(5000)
  expect(heard).toEqual(['noon'])
  expect(transport.dials).toHaveLength(1)
})
