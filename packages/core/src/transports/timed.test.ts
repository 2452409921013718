import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function listen(options: Partial<EventSourceOptions<{ note: string }>> = {}) {
  const transport = fakeTransport()
  const held: EventSourceOptions<{ note: string }> = {
    url: 'http://a.test/',
    events: { note: text },
    transport,
    retry: () => 1000,
  }
  const source = createEventSource(held)
  // After the check of development: production has none.
  Object.assign(held, options)
  source.on('note', () => {})
  const status = () => source.getSnapshot().status
  /** Lets the server send comments at an interval. */
  function beat(interval: number, times: number) {
    for (let i = 0; i < times; i++) {
      vi.advanceTimersByTime(interval)
      transport.last.comment()
    }
  }
  /** Waits until the stream is lost, and returns how long that took. */
  function waitForLoss(most = 3_600_000) {
    const start = Date.now()
    while (status() === 'open' && Date.now() - start < most) vi.advanceTimersByTime(1000)
    return status() === 'open' ? Infinity : Date.now() - start
  }
  return { transport, source, status, beat, waitForLoss }
}

describe("idleTimeout: 'auto'", () => {
  test('notices that a heartbeat has stopped, and reconnects', () => {
    const { transport, source, beat, waitForLoss } = listen()
    transport.last.open()
    beat(15_000, 3)
    expect(waitForLoss()).toBe(45_000)
    expect(source.getSnapshot().failure).toMatchObject({
      kind: 'timeout',
      message: 'Nothing came from http://a.test/ for 45000 ms.',
    })
    vi.advanceTimersByTime(1000)
    expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
  })

  test('remembers it for the dials that follow, and waits twice as long after each miss', () => {
    const { transport, beat, waitForLoss } = listen()
    transport.last.open()
    beat(15_000, 3)
    waitForLoss()
    for (const expected of [90_000, 180_000, 360_000, 720_000, Infinity]) {
      vi.advanceTimersByTime(1000)
      transport.last.open()
      expect(waitForLoss()).toBe(expected)
    }
  })

  test('never ends a stream without comments', () => {
    const { transport, waitForLoss } = listen()
    transport.last.open()
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(10_000)
      transport.last.event('note', 'x')
    }
    expect(waitForLoss()).toBe(Infinity)
  })

  test('does not take for a heartbeat what comes with an event', () => {
    const { transport, waitForLoss } = listen()
    transport.last.open()
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(10_000)
      transport.last.event('note', 'x')
      transport.last.comment()
    }
    expect(waitForLoss()).toBe(Infinity)
  })

  test('takes events for signs of life', () => {
    const { transport, status, beat } = listen()
    transport.last.open()
    beat(15_000, 3)
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(44_000)
      transport.last.event('note', 'x')
    }
    expect(status()).toBe('open')
  })

  test.each([false, Infinity] as const)('is switched off by %s', (idleTimeout) => {
    const { transport, beat, waitForLoss } = listen({ idleTimeout })
    transport.last.open()
    beat(15_000, 10)
    expect(waitForLoss()).toBe(Infinity)
  })

  test('is replaced by a number', () => {
    const { transport, beat, waitForLoss } = listen({ idleTimeout: 16_000 })
    transport.last.open()
    beat(15_000, 10)
    expect(waitForLoss()).toBe(16_000)
  })
})

describe('a dial that is not answered', () => {
  test('has a minute where it is a redial, and twice as long each time', () => {
    const { transport } = listen()
    vi.advanceTimersByTime(3_600_000)
    expect(transport.dials).toHaveLength(1)
    transport.last.lose()
    for (const [index, minutes] of [1, 2, 4, 8, 15, 15].entries()) {
      vi.advanceTimersByTime(1000)
      expect(transport.dials).toHaveLength(index + 2)
      vi.advanceTimersByTime(minutes * 60_000 - 1)
      expect(transport.sockets).toBe(1)
      vi.advanceTimersByTime(1)
      expect(transport.sockets).toBe(0)
    }
  })

  test('has twice the time of the slowest that was', () => {
    const { transport } = listen()
    vi.advanceTimersByTime(50_000)
    transport.last.open()
    transport.last.lose()
    vi.advanceTimersByTime(1000 + 99_999)
    expect(transport.sockets).toBe(1)
    vi.advanceTimersByTime(1)
    expect(transport.sockets).toBe(0)
  })

  test('has what connectTimeout says, or else idleTimeout, from the first one on', () => {
    for (const options of [{ connectTimeout: 300, idleTimeout: 90 }, { idleTimeout: 300 }]) {
      const { transport, source } = listen(options)
      vi.advanceTimersByTime(299)
      expect(transport.sockets).toBe(1)
      vi.advanceTimersByTime(1)
      expect(transport.sockets).toBe(0)
      source.close()
    }
  })

  test('has all the time where a person sends a POST again', () => {
    const { transport, source } = listen({ method: 'POST', retry: undefined })
    transport.last.lose()
    source.connect()
    vi.advanceTimersByTime(3_600_000)
    expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
  })
})

test.each([0, -1, Number.NaN])('a time-out of %d is none', (timeout) => {
  const { transport, status } = listen({ idleTimeout: timeout, connectTimeout: timeout })
  vi.advanceTimersByTime(60_000)
  transport.last.open()
  vi.advanceTimersByTime(60_000)
  expect([status(), transport.dials.length]).toEqual(['open', 1])
})
