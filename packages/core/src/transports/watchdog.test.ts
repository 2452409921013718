import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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

/** Lets time pass without timers, as a machine that sleeps does. */
const sleep = (duration: number) => vi.setSystemTime(Date.now() + duration)

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

test('begins anew after a sleep, which says nothing about the server', () => {
  const dog = watch(5000)
  sleep(3_600_000)
  vi.advanceTimersByTime(5000)
  expect(dog.silences()).toBe(0)
  vi.advanceTimersByTime(4999)
  expect(dog.silences()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(dog.silences()).toBe(1)
})

test('takes a timer that is a little late for what it is', () => {
  const dog = watch(5000)
  sleep(1000)
  vi.advanceTimersByTime(5000)
  expect(dog.silences()).toBe(1)
})

test('begins anew when it is started again', () => {
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
