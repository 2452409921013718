import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'
import type { EventStateOptions } from './eventState.ts'
import type { Reducers } from './reduce.ts'
import { collectReports } from '../platform/fakePlatform.test.helper.ts'

let reports: ReturnType<typeof collectReports>
beforeEach(() => {
  vi.useFakeTimers()
  reports = collectReports()
})
afterEach(() => {
  reports.restore()
  vi.useRealTimers()
})

const events = { add: json<number>(), clear: text }

function makeSum(
  reducers: Reducers<{ add: number; clear: string }, number> = {},
  options?: EventStateOptions<{ add: number; clear: string }, number>,
) {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'http://a.test/', events, transport })
  const live: { -readonly [K in keyof typeof reducers]: (typeof reducers)[K] } = {
    add: (sum, { data }) => sum + data,
    clear: () => 0,
    ...reducers,
  }
  return { transport, source, live, sum: createEventState(source, 0, live, options) }
}

test('adds up every event, and notifies of each change', () => {
  const { transport, sum } = makeSum()
  const seen: number[] = []
  sum.subscribe(() => seen.push(sum.getSnapshot()))
  transport.last.open()
  for (const data of ['1', '2', '3']) transport.last.event('add', data)
  transport.last.event('clear', '')
  transport.last.event('add', '4')
  expect(seen).toEqual([1, 3, 6, 0, 4])
  expect(sum.getInitialSnapshot()).toBe(0)
})

test('loses none of ten thousand events, and counts none twice for two subscribers', () => {
  const { transport, sum } = makeSum()
  sum.subscribe(() => {})
  sum.subscribe(() => {})
  transport.last.open()
  for (let i = 0; i < 10_000; i++) transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(10_000)
})

test('notifies of nothing when a reducer returns the same state', () => {
  const { transport, sum } = makeSum({ clear: (state) => state })
  let calls = 0
  sum.subscribe(() => void calls++)
  transport.last.open()
  transport.last.event('clear', '')
  transport.last.event('add', '0')
  expect(calls).toBe(0)
})

test('takes NaN for the same as NaN', () => {
  const { transport, sum } = makeSum({ clear: () => Number.NaN })
  let calls = 0
  sum.subscribe(() => void calls++)
  transport.last.open()
  transport.last.event('clear', '')
  transport.last.event('clear', '')
  expect(calls).toBe(1)
})

test('keeps its state when a reducer throws, and reports that', () => {
  const broken = new Error('broken reducer')
  const { transport, sum } = makeSum({
    clear() {
      throw broken
    },
  })
  sum.subscribe(() => {})
  transport.last.open()
  transport.last.event('add', '1')
  transport.last.event('clear', '')
  transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(2)
  expect(reports.errors).toEqual([broken])
})

test('listens while it has a subscriber, and keeps its state when it has none', () => {
  const { transport, sum } = makeSum()
  expect(transport.dials).toHaveLength(0)
  const offs = [sum.subscribe(() => {}), sum.subscribe(() => {})]
  transport.last.open()
  transport.last.event('add', '1')
  offs[0]?.()
  offs[0]?.()
  vi.advanceTimersByTime(2000)
  transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(2)

  offs[1]?.()
  vi.advanceTimersByTime(3000)
  expect([transport.sockets, sum.getSnapshot()]).toEqual([0, 2])

  sum.subscribe(() => {})
  transport.last.open()
  transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(3)
})

test('calls the newest reducers, and none that was taken away', () => {
  const { transport, sum, live } = makeSum()
  sum.subscribe(() => {})
  transport.last.open()
  live.add = (sum, { data }) => sum - data
  transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(-1)
  Reflect.deleteProperty(live, 'add')
  transport.last.event('add', '1')
  expect(sum.getSnapshot()).toBe(-1)
})

test('a subscriber that throws does not undo the state, nor silence the others', () => {
  const { transport, sum } = makeSum()
  const seen: number[] = []
  sum.subscribe(() => {
    throw new Error('broken subscriber')
  })
  sum.subscribe(() => seen.push(sum.getSnapshot()))
  transport.last.open()
  transport.last.event('add', '1')
  expect(seen).toEqual([1])
  expect(reports.errors).toHaveLength(1)
})

test('onGap begins again where the server sends everything again', () => {
  const { transport, sum } = makeSum({}, { onGap: () => 0 })
  const seen: number[] = []
  sum.subscribe(() => seen.push(sum.getSnapshot()))
  for (let connection = 0; connection < 3; connection++) {
    transport.last.open()
    transport.last.event('add', '1')
    transport.last.event('add', '2')
    transport.last.lose()
    vi.advanceTimersByTime(3000 * 2 ** connection)
  }
  expect(seen).toEqual([1, 3, 0, 1, 3, 0, 1, 3])
})

test('onGap is given the gap, and its state is the one before the events that follow', () => {
  const gaps: unknown[] = []
  const { transport, sum } = makeSum(
    {},
    {
      onGap(state, gap) {
        gaps.push(gap.lastEventId)
        return -state
      },
    },
  )
  sum.subscribe(() => {})
  transport.last.open()
  transport.last.event('add', '5', '7')
  transport.last.lose()
  vi.advanceTimersByTime(3000)
  transport.last.open()
  transport.last.event('add', '1', '8')
  expect([sum.getSnapshot(), gaps]).toEqual([-4, ['7']])
})

test('an onGap that throws leaves the state as it was', () => {
  const { transport, sum } = makeSum(
    {},
    {
      onGap() {
        throw new Error('broken')
      },
    },
  )
  sum.subscribe(() => {})
  transport.last.open()
  transport.last.event('add', '5')
  transport.last.lose()
  vi.advanceTimersByTime(3000)
  transport.last.open()
  expect([sum.getSnapshot(), reports.errors.length]).toEqual([5, 1])
})

test('what was missed while others listened is a gap, and what no listener missed is none', () => {
  const gaps: unknown[] = []
  const { transport, source, sum } = makeSum(
    {},
    {
      onGap(state, gap) {
        gaps.push(gap)
        return state
      },
    },
  )
  source.on('add', () => {})
  const off = sum.subscribe(() => {})
  transport.last.open()
  transport.last.event('add', '1', '1')
  off()
  transport.last.event('add', '1', '2')
  vi.advanceTimersByTime(1000)
  sum.subscribe(() => {})()
  expect([sum.getSnapshot(), gaps]).toEqual([2, []])

  vi.advanceTimersByTime(1000)
  transport.last.event('add', '1', '3')
  vi.advanceTimersByTime(500)
  sum.subscribe(() => {})
  expect([sum.getSnapshot(), gaps]).toEqual([2, [{ duration: 500, lastEventId: '' }]])
})

test('adds up once what was held for several that come back in one task', () => {
  const { transport, source, sum } = makeSum()
  const offs = [source.on('add', () => {}), sum.subscribe(() => {})]
  transport.last.open()
  for (const off of offs) off()
  transport.last.event('add', '5')
  source.on('add', () => {})
  sum.subscribe(() => {})
  expect(sum.getSnapshot()).toBe(5)
})

test('leaving twice is leaving once', () => {
  const { transport, source, sum } = makeSum({}, { onGap: () => -1 })
  source.on('add', () => {})
  transport.last.open()
  const off = sum.subscribe(() => {})
  off()
  vi.advanceTimersByTime(1000)
  transport.last.event('add', '1')
  off()
  vi.advanceTimersByTime(1000)
  sum.subscribe(() => {})
  expect(sum.getSnapshot()).toBe(-1)
})

test('reset() begins again with the initial state', () => {
  const { transport, sum } = makeSum()
  const seen: number[] = []
  sum.subscribe(() => seen.push(sum.getSnapshot()))
  transport.last.open()
  transport.last.event('add', '5')
  sum.reset()
  sum.reload()
  transport.last.event('add', '1')
  expect(seen).toEqual([5, 0, 1])
})

test('an option that does not exist, or is no function, is refused', () => {
  expect(() => makeSum({}, { lode: () => 0 } as never)).toThrow("There is no option 'lode'")
  expect(() => makeSum({}, { load: 7 } as never)).toThrow("'load' is 7, which it cannot be")
})
