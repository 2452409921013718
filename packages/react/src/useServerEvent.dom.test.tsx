import { cleanup, render, renderHook } from '@testing-library/react'
import { text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, useLayoutEffect } from 'react'
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

interface Place {
  readonly room: number
  readonly type: 'a' | 'b'
}

test.each<[string, Place, Place]>([
  ['room', { room: 1, type: 'a' }, { room: 2, type: 'a' }],
  ['type', { room: 1, type: 'a' }, { room: 1, type: 'b' }],
])('hears nothing of the %s before, even between a commit and its effects', (_, before, after) => {
  const transport = fakeTransport()
  const heard: string[] = []
  let speak = () => {}
  // Layout effects run in the commit, and so before the listener of the new place is in place.
  function Ear({ room, type }: Place) {
    useLayoutEffect(() => speak())
    useServerEvent(
      `/rooms/${room}`,
      type,
      (event) => heard.push(`${room} ${type}: ${event.type} ${event.data}`),
      { transport, events: { a: text, b: text } },
    )
    return null
  }
  const { rerender } = render(<Ear {...before} />)
  const [first] = transport.dials
  first?.open()
  speak = () => first?.event('a', 'of room 1')
  rerender(<Ear {...after} />)
  expect(heard).toEqual(['1 a: a of room 1'])
})
