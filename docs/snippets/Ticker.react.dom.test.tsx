import { act, cleanup, render, screen } from '@testing-library/react'
import {
  createEventSourceClient,
  EventSourceProvider,
} from '@use-event-source/react'
import { fakeTransport, flushFrames } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ticker } from './Ticker'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('shows the newest price, and reconnects after a loss', () => {
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport })
  render(
    <EventSourceProvider client={client}>
      <Ticker />
    </EventSourceProvider>,
  )
  const serve = (answer: () => void) =>
    act(() => {
      answer()
      flushFrames()
    })

  serve(() => transport.last.open())
  serve(() => transport.last.event('price', '{"bid":99.5}', '7'))
  expect(screen.getByText('99.5')).toBeDefined()

  serve(() => transport.last.lose())
  expect(screen.getByText('Reconnecting')).toBeDefined()

  serve(() => vi.advanceTimersByTime(3000))
  expect(transport.last.request.lastEventId).toBe('7')
  serve(() => transport.last.open())
  expect(screen.getByText('99.5')).toBeDefined()
})
