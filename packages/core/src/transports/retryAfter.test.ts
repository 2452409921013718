import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseRetryAfter } from './retryAfter.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

test.each([
  ['1', 1000],
  [' 1\t', 1000],
  ['0', 0],
  ['5.5', 5500],
  ['-1', undefined],
  ['1e9', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('reads %j as %s ms', (value, delay) => {
  expect(parseRetryAfter(value)).toBe(delay)
})

test.each([
  'Thu, 01 Jan 2026 00:01:00 GMT',
  'Thursday, 01-Jan-26 00:01:00 GMT',
  'Thu Jan  1 00:01:00 2026',
])('reads the date %s as the time until then', (date) => {
  expect(parseRetryAfter(date)).toBe(60_000)
})

test('reads a date that is over as no delay', () => {
  expect(parseRetryAfter('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0)
})
