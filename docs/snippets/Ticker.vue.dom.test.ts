import { cleanup, render, screen } from '@testing-library/vue'
import { eventSourcePlugin } from '@use-event-source/vue'
import { fakeTransport, flushFrames } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import Ticker from './Ticker.vue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('shows the newest price, and comes back to it after a break', async () => {
  const transport = fakeTransport()
  render(Ticker, { global: { plugins: [[eventSourcePlugin, { transport }]] } })
  const tell = (speak: () => void) => {
    speak()
    flushFrames()
    return nextTick()
  }

  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '{"bid":99.5}', '7'))
  expect(screen.getByText('99.5')).toBeDefined()

  await tell(() => transport.last.lose())
  expect(screen.getByText('Connecting again')).toBeDefined()

  await tell(() => vi.advanceTimersByTime(3000))
  expect(transport.last.request.lastEventId).toBe('7')
  await tell(() => transport.last.open())
  expect(screen.getByText('99.5')).toBeDefined()
})
