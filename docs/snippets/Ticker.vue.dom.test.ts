import { cleanup, render, screen } from '@testing-library/vue'
import { createEventSourceClient, eventSourcePlugin } from '@use-event-source/vue'
import { fakeTransport, flushFrames } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import Ticker from './Ticker.vue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('shows the newest price, and reconnects after a loss', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport })
  render(Ticker, { global: { plugins: [[eventSourcePlugin, { client }]] } })
  const serve = (answer: () => void) => {
    answer()
    flushFrames()
    return nextTick()
  }

  await serve(() => transport.last.open())
  await serve(() => transport.last.event('price', '{"bid":99.5}', '7'))
  expect(screen.getByText('99.5')).toBeDefined()

  await serve(() => transport.last.lose())
  expect(screen.getByText('Reconnecting')).toBeDefined()

  await serve(() => vi.advanceTimersByTime(3000))
  expect(transport.last.request.lastEventId).toBe('7')
  await serve(() => transport.last.open())
  expect(screen.getByText('99.5')).toBeDefined()
})
