import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Timeouts = Pick<EventSourceOptions<unknown>, 'connectTimeout' | 'idleTimeout'>

/** Lets stores with these time-outs share a stream. */
function sharing(...all: readonly Timeouts[]) {
  const transport = fakeTransport()
  const join = (timeouts: Timeouts) => {
    const held: EventSourceOptions<{ note: string }> = {
      url: 'http://a.test/',
      events: { note: text },
      transport,
      retry: () => 10,
      linger: 0,
    }
    const source = createEventSource(held)
    // After the check of development: production has none.
    Object.assign(held, timeouts)
    return source.on('note', () => {})
  }
  return { transport, join, offs: all.map(join) }
}

const requested = ({ transport }: ReturnType<typeof sharing>) => transport.last.request

test('an explicit time-out of one that shares a stream beats the default of the others', () => {
  const { transport } = sharing({}, { idleTimeout: 300 }, {})
  transport.last.open()
  vi.advanceTimersByTime(299)
  expect(transport.sockets).toBe(1)
  vi.advanceTimersByTime(11)
  expect(transport.dials).toHaveLength(2)
})

test('of explicit time-outs the strictest wins, however late it joins', () => {
  const { transport, join } = sharing({ idleTimeout: 60_000 }, { idleTimeout: false })
  transport.last.open()
  vi.advanceTimersByTime(1000)
  join({ idleTimeout: 300 })
  join({ idleTimeout: 40_000 })
  vi.advanceTimersByTime(310)
  expect(transport.dials).toHaveLength(2)
})

test('a stream that learns its time-out stays so beside one that switches it off', () => {
  const shared = sharing({ idleTimeout: false }, { idleTimeout: 'auto' }, {})
  shared.transport.last.lose()
  vi.advanceTimersByTime(10)
  expect(requested(shared).idleTimeout).toBe('auto')
  shared.offs[1]!()
  shared.transport.last.lose()
  vi.advanceTimersByTime(10)
  expect(requested(shared).idleTimeout).toBe(false)
})

test('a request is made with the strictest time-outs of those that are still there', () => {
  const shared = sharing(
    { connectTimeout: 9000 },
    { connectTimeout: 2000, idleTimeout: 5000 },
    { connectTimeout: 0 },
  )
  const { transport, offs } = shared
  transport.last.lose()
  vi.advanceTimersByTime(10)
  expect(requested(shared)).toMatchObject({ connectTimeout: 2000, idleTimeout: 5000 })
  offs[1]!()
  vi.advanceTimersByTime(0)
  transport.last.lose()
  vi.advanceTimersByTime(10)
  expect(requested(shared)).toMatchObject({ connectTimeout: 9000, idleTimeout: undefined })
})
