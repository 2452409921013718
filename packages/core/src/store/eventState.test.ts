import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'
import type { Reducers } from './eventState.ts'
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

function makeSum(reducers: Reducers<{ add: number; clear: string }, number> = {}) {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'http://a.test/', events, transport })
  const live: { -readonly [K in keyof typeof reducers]: (typeof reducers)[K] } = {
    add: (sum, { data }) => sum + data,
    clear: () => 0,
    ...reducers,
  }
  return { transport, source, live, sum: createEventState(source, 0, live) }
}

test('adds up every event, and tells of each change', () => {
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

test('tells nothing when a reducer returns the same state', () => {
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

test('listens while somebody is subscribed, and keeps its state when nobody is', () => {
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
