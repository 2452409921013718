import { cleanup, render, screen } from '@testing-library/react'
import { fakeTransport } from '@use-event-source/testing'
import { Activity } from 'react'
import { expect, test, vi } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'

stopClock(cleanup)

test('leaves the stream while an activity is hidden, and comes back to it', async () => {
  const transport = fakeTransport()
  function Halt() {
    const { status, latest } = useEventSource('/prices', { events, transport })
    return <b>{`${status} ${latest.halt?.data}`}</b>
  }
  const page = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Halt />
    </Activity>
  )
  const { rerender } = render(page('visible'))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon', '7'))
  rerender(page('hidden'))
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)

  rerender(page('visible'))
  expect(transport.last.request.lastEventId).toBe('7')
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'night', '8'))
  expect(screen.getByText('open night')).toBeDefined()
})

test('sends a request with an inline body once, though an activity is hidden for a moment', async () => {
  const transport = fakeTransport()
  function Chat({ prompt }: { prompt: string }) {
    return useEventSource('/chat', { events, transport, method: 'POST', body: () => prompt }).status
  }
  const page = (mode: 'visible' | 'hidden', prompt: string) => (
    <Activity mode={mode}>
      <Chat prompt={prompt} />
    </Activity>
  )
  const { rerender } = render(page('visible', 'first'))
  await tell(() => transport.last.open())
  rerender(page('visible', 'second'))
  rerender(page('hidden', 'second'))
  rerender(page('visible', 'second'))
  expect(transport.dials).toHaveLength(1)
  const { body } = transport.last.request
  expect(typeof body === 'function' && (await body())).toBe('first')
})
