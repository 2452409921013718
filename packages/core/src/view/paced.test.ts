import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Emitter } from '../connection/emitter.ts'
import { nextTurn } from '../connection/turn.ts'
import { collectReports } from '../platform/fakePlatform.test.helper.ts'
import { flushFrames } from './frame.ts'
import { paced } from './paced.ts'
import type { Readable } from '../store/readable.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  // The next test must not find a frame that will never come.
  vi.runAllTimers()
  vi.useRealTimers()
})

function counter() {
  const subscribers = new Emitter<boolean>()
  let count = 0
  const readable: Readable<number> = {
    getSnapshot: () => count,
    getInitialSnapshot: () => 0,
    subscribe: (listener) => subscribers.add(listener),
  }
  const change = (isUrgent = false) => {
    count++
    subscribers.emit(isUrgent)
  }
  return { readable, change, subscribers }
}

function follow(readable: Readable<number>) {
  const seen: number[] = []
  const off = readable.subscribe(() => seen.push(readable.getSnapshot()))
  return { seen, off }
}

/** Where there are no animation frames, a moment stands for one. */
const frame = () => vi.advanceTimersByTime(100)

test('notifies of the first change after a pause at once', () => {
  const { readable, change } = counter()
  const { seen } = follow(paced(readable))
  change()
  expect(seen).toEqual([1])
  frame()
  expect(seen).toEqual([1])
  change()
  expect(seen).toEqual([1, 2])
})

test('notifies of changes that follow together once per frame, with the newest value', () => {
  const { readable, change } = counter()
  const { seen } = follow(paced(readable))
  for (let i = 0; i < 10_000; i++) change()
  expect(seen).toEqual([1])
  frame()
  expect(seen).toEqual([1, 10_000])
  change()
  frame()
  frame()
  expect(seen).toEqual([1, 10_000, 10_001])
})

test('shows the first change after each frame at once, and the others in the next one', () => {
  const { readable, change } = counter()
  const { seen } = follow(paced(readable))
  for (let i = 0; i < 3; i++) {
    nextTurn()
    change()
    change()
    change()
    frame()
  }
  expect(seen).toEqual([1, 3, 4, 6, 7, 9])
})

test('shows all changes in the frame while each frame before had more than three', () => {
  const [one, other] = [counter(), counter()]
  const [first, second] = [follow(paced(one.readable)), follow(paced(other.readable))]
  for (const { change } of [one, one, one, other]) {
    nextTurn()
    change()
  }
  frame()
  expect([first.seen, second.seen]).toEqual([[1, 3], [1]])
  other.change()
  expect(second.seen).toEqual([1])
  frame()
  expect(second.seen).toEqual([1, 2])
  other.change()
  expect(second.seen).toEqual([1, 2, 3])
})

test('a flood is over a frame after its last change', () => {
  const { readable, change } = counter()
  const { seen } = follow(paced(readable))
  for (let i = 0; i < 4; i++) change()
  frame()
  frame()
  change()
  expect(seen).toEqual([1, 4, 5])
  frame()
  expect(vi.getTimerCount()).toBe(0)
})

test('shows the value that was notified last, until the frame', () => {
  const { readable, change } = counter()
  const slow = paced(readable)
  follow(slow)
  change()
  change()
  expect(slow.getSnapshot()).toBe(1)
  expect(slow.getInitialSnapshot()).toBe(0)
  frame()
  expect(slow.getSnapshot()).toBe(2)
})

test('shows the same to all, also to one that subscribes in the middle of a frame', () => {
  const { readable, change } = counter()
  const early = follow(paced(readable))
  change()
  change()
  const late = follow(paced(readable))
  change()
  expect(paced(readable).getSnapshot()).toBe(1)
  frame()
  expect([early.seen, late.seen]).toEqual([[1, 3], [3]])
})

test('waits with what others have shown of earlier signals, and shows with them what one signal changes', () => {
  const [one, other] = [counter(), counter()]
  const [first, second] = [follow(paced(one.readable)), follow(paced(other.readable))]
  nextTurn()
  one.change()
  nextTurn()
  for (const { change } of [other, one]) change()
  expect(paced(other.readable).getSnapshot()).toBe(0)
  expect([first.seen, second.seen]).toEqual([[1], []])
  frame()
  expect([first.seen, second.seen]).toEqual([[1, 2], [1]])

  frame()
  nextTurn()
  for (const { change } of [other, one]) change()
  expect([first.seen.at(-1), second.seen.at(-1)]).toEqual([3, 2])
})

test('a subscription in the middle of a frame shows its newest, with the newest of all others', () => {
  const [one, other] = [counter(), counter()]
  const { seen } = follow(paced(one.readable))
  one.change()
  one.change()
  other.change()
  follow(paced(other.readable))
  expect(paced(other.readable).getSnapshot()).toBe(1)
  expect(seen).toEqual([1, 2])
})

test('a subscription in the middle of a frame begins no other one', () => {
  const [one, other] = [counter(), counter()]
  const { seen } = follow(paced(one.readable))
  one.change()
  follow(paced(other.readable))
  one.change()
  expect(seen).toEqual([1])
  frame()
  expect(seen).toEqual([1, 2])
})

test('what a first subscription changes itself does not count as the first change after a frame', () => {
  const { readable, change } = counter()
  const connecting: Readable<number> = {
    ...readable,
    subscribe(listener) {
      const off = readable.subscribe(listener)
      change()
      return off
    },
  }
  const { seen } = follow(paced(connecting))
  expect(connecting.getSnapshot()).toBe(1)
  nextTurn()
  change()
  expect(seen).toEqual([2])
})

test('an urgent change waits for no frame, and nothing older stays beside it', () => {
  const [one, other] = [counter(), counter()]
  const [first, second] = [follow(paced(one.readable)), follow(paced(other.readable))]
  for (const { change } of [one, other, one, other]) change()
  one.change(true)
  expect(paced(one.readable).getSnapshot()).toBe(3)
  expect([first.seen, second.seen]).toEqual([
    [1, 3],
    [1, 2],
  ])
})

test('what is shown without a subscription is the newest', () => {
  const { readable, change } = counter()
  const { off } = follow(paced(readable))
  change()
  off()
  change(true)
  expect(paced(readable).getSnapshot()).toBe(2)
})

test('is silent for a subscriber that has left, and leaves nothing behind', () => {
  const { readable, change, subscribers } = counter()
  const { seen, off } = follow(paced(readable))
  change()
  change()
  off()
  expect(subscribers.size()).toBe(0)
  frame()
  expect(seen).toEqual([1])
  expect(vi.getTimerCount()).toBe(0)
})

test('takes one frame for all subscribers, and lets none break it for the others', () => {
  const reports = collectReports()
  const { readable, change } = counter()
  const slow = paced(readable)
  const broken = new Error('broken subscriber')
  slow.subscribe(() => {
    if (readable.getSnapshot() > 1) throw broken
  })
  const { seen } = follow(slow)
  change()
  change()
  expect(vi.getTimerCount()).toBe(1)
  frame()
  expect(seen).toEqual([1, 2])
  expect(reports.errors).toEqual([broken])
  reports.restore()
})

test('does not wait for a frame when a test flushes them', () => {
  const { readable, change } = counter()
  const { seen } = follow(paced(readable))
  change()
  change()
  flushFrames()
  expect(seen).toEqual([1, 2])
  flushFrames()
  flushFrames()
  expect(vi.getTimerCount()).toBe(0)
})
