import { act, cleanup, render, screen } from '@testing-library/react'
import { EventSourceProvider } from '@use-event-source/react'
import { fakeTransport, flushFrames } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ticker } from './Ticker'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('shows the newest price, and comes back to it after a break', () => {
  const transport = fakeTransport()
  const options = { transport }
  render(
    <EventSourceProvider options={options}>
      <Ticker />
    </EventSourceProvider>,
  )
  const tell = (speak: () => void) =>
    act(() => {
      speak()
      flushFrames()
    })

  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '{"bid":99.5}', '7'))
  expect(screen.getByText('99.5')).toBeDefined()

  tell(() => transport.last.lose())
  expect(screen.getByText('Connecting again')).toBeDefined()

  tell(() => vi.advanceTimersByTime(3000))
  expect(transport.last.request.lastEventId).toBe('7')
  tell(() => transport.last.open())
  expect(screen.getByText('99.5')).toBeDefined()
})
