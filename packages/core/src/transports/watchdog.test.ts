import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hiddenTab, lateTimers } from '../platform/lateTimers.test.helper.ts'
import { createTimer } from '../platform/timer.ts'
import { createWatchdog } from './watchdog.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch(timeout: number) {
  const timer = createTimer()
  let silences = 0
  const watchdog = createWatchdog(timer, () => void silences++)
  watchdog.start(timeout)
  return { ...watchdog, stop: timer.stop, silences: () => silences }
}

test('notices silence when it has lasted, once', () => {
  const dog = watch(100)
  vi.advanceTimersByTime(99)
  expect(dog.silences()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(dog.silences()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(dog.silences()).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('counts from the last sign of life', () => {
  const dog = watch(100)
  vi.advanceTimersByTime(60)
  dog.feed()
  vi.advanceTimersByTime(99)
  expect(dog.silences()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(dog.silences()).toBe(1)
})

test('never notices anything while it is fed', () => {
  const dog = watch(100)
  for (let i = 0; i < 1000; i++) {
    vi.advanceTimersByTime(99)
    dog.feed()
  }
  expect(dog.silences()).toBe(0)
  expect(vi.getTimerCount()).toBe(1)
})

test('sets no timer for a sign of life', () => {
  const dog = watch(100)
  const timers = vi.getTimerCount()
  for (let i = 0; i < 1000; i++) dog.feed()
  expect(vi.getTimerCount()).toBe(timers)
})

describe('after a late timer', () => {
  test('gives the server a short grace: a sleep says nothing about it', () => {
    const wakeUp = lateTimers((due) => due + 3_600_000)
    const dog = watch(60_000)
    wakeUp()
    vi.advanceTimersByTime(3_660_000 + 4999)
    expect(dog.silences()).toBe(0)
    vi.advanceTimersByTime(1)
    expect(dog.silences()).toBe(1)
  })

  test('goes on with its full time where the server is heard', () => {
    const wakeUp = lateTimers((due) => due + 3_600_000)
    const dog = watch(60_000)
    wakeUp()
    vi.advanceTimersByTime(3_660_000 + 3000)
    dog.feed()
    vi.advanceTimersByTime(59_999)
    expect(dog.silences()).toBe(0)
    vi.advanceTimersByTime(1)
    expect(dog.silences()).toBe(1)
  })

  test('notices the silence all the same where each timer is late, as in a hidden tab', () => {
    lateTimers(hiddenTab)
    const dog = watch(30_000)
    vi.advanceTimersByTime(150_000)
    expect(dog.silences()).toBe(1)
  })

  test('takes a little lateness for what it is', () => {
    lateTimers((due) => due + 1000)
    const dog = watch(5000)
    vi.advanceTimersByTime(6000)
    expect(dog.silences()).toBe(1)
  })
})

test('does not mind a clock that is set', () => {
  const dog = watch(5000)
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(4999)
  expect(dog.silences()).toBe(0)
  vi.setSystemTime(Date.now() + 7_200_000)
  vi.advanceTimersByTime(1)
  expect(dog.silences()).toBe(1)
})

test('begins again when it is started again', () => {
  const dog = watch(100)
  vi.advanceTimersByTime(99)
  dog.start(100)
  vi.advanceTimersByTime(99)
  expect(dog.silences()).toBe(0)
  expect(vi.getTimerCount()).toBe(1)
})

test('waits longer than a single timer can', () => {
  const dog = watch(2 ** 31 + 1000)
  vi.advanceTimersByTime(2 ** 31 - 1)
  expect(dog.silences()).toBe(0)
  vi.advanceTimersByTime(1001)
  expect(dog.silences()).toBe(1)
})

test('leaves nothing behind when its timer is stopped', () => {
  const dog = watch(100)
  dog.stop()
  vi.advanceTimersByTime(1000)
  expect(dog.silences()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
