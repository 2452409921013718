import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Failure } from '../transports/failure.ts'
import { backoff, isTransient } from './retry.ts'
import { longestDelay } from '../platform/timer.ts'
import type { BackoffOptions, RetryContext } from './retry.ts'

const network: Failure = { kind: 'network', message: 'gone' }
const http = (status: number): Failure => ({ kind: 'http', message: String(status), status })

const context = (given: Partial<RetryContext> = {}): RetryContext => ({
  failure: network,
  failureCount: 1,
  serverDelay: null,
  sinceDial: 60_000,
  ...given,
})

const ended: Failure = { kind: 'ended', message: 'the end' }

/** The delays of a policy with the most or the least that chance may add. */
const delays = (options: BackoffOptions, random: number, upTo = 8) =>
  Array.from({ length: upTo }, (_, i) =>
    backoff({ random: () => random, ...options })(context({ failureCount: i + 1 })),
  )

describe('a failure passes', () => {
  test.each([500, 502, 503, 504, 599, 408, 425, 429])('when the status is %i', (status) => {
    expect(isTransient(http(status))).toBe(true)
  })

  test.each([301, 400, 401, 403, 404, 407, 409, 424, 426, 428, 430, 451, 499])(
    'and not when it is %i',
    (status) => {
      expect(isTransient(http(status))).toBe(false)
    },
  )

  test('when the network or a timeout was to blame, or the stream came to its end', () => {
    expect(isTransient(network)).toBe(true)
    expect(isTransient({ kind: 'timeout', message: '' })).toBe(true)
    expect(isTransient({ kind: 'ended', message: '' })).toBe(true)
  })

  test('and not when the server said that there is no more, or spoke of something else', () => {
    expect(isTransient({ kind: 'ended', message: '', status: 204 })).toBe(false)
    expect(isTransient({ kind: 'protocol', message: '', status: 503 })).toBe(false)
    expect(isTransient({ kind: 'overflow', message: '' })).toBe(false)
    expect(isTransient({ kind: 'decode', message: '' })).toBe(false)
    expect(isTransient({ kind: 'http', message: 'a status that nobody knows' })).toBe(false)
  })
})

describe('the backoff', () => {
  test('doubles its bound from three seconds to half a minute', () => {
    expect(delays({}, 1)).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000, 30_000, 30_000])
    expect(delays({ initial: 10, max: 50 }, 1, 4)).toEqual([10, 20, 40, 50])
    expect(delays({ initial: 100, max: 50 }, 1, 1)).toEqual([50])
  })

  test('takes any part of its bound, down to nothing, in whole milliseconds', () => {
    expect(delays({}, 0, 3)).toEqual([0, 0, 0])
    expect(delays({ initial: 9 }, 0.5, 2)).toEqual([5, 9])
  })

  test('leaves its part to chance', () => {
    const policy = backoff({ initial: 1_000_000, max: 1_000_000 })
    expect(new Set(Array.from({ length: 20 }, () => policy(context()))).size).toBeGreaterThan(1)
  })

  test("adds its jitter to the server's reconnection time", () => {
    const policy = (random: number) => backoff({ random: () => random })
    expect(policy(0)(context({ serverDelay: 5000 }))).toBe(5000)
    expect(policy(0.5)(context({ serverDelay: 5000, failureCount: 2 }))).toBe(8000)
    expect(policy(0.5)(context({ serverDelay: 0 }))).toBe(1500)
  })

  test('waits for Retry-After and a random part of it, even beyond its own maximum', () => {
    const after = (random: number, retryAfter: number, given: Partial<RetryContext> = {}) =>
      backoff({ random: () => random })(
        context({ failure: { ...http(503), retryAfter }, ...given }),
      )
    expect([0, 0.5, 1].map((random) => after(random, 30_000))).toEqual([30_000, 45_000, 60_000])
    // A second at least, and a minute at most.
    expect(after(1, 10, { failureCount: 0 })).toBe(1500)
    expect(after(1, 3_600_000)).toBe(3_660_000)
    expect(after(0.5, 10)).toBe(1500)
    expect(after(0.5, 2000, { serverDelay: 6000 })).toBe(7500)
  })

  test("bounds the server's reconnection time by a maximum that is given, and by no default", () => {
    const day = 86_400_000
    const random = () => 0
    expect(backoff({ random })(context({ serverDelay: day }))).toBe(day)
    expect(backoff({ random, max: 5000 })(context({ serverDelay: day }))).toBe(5000)
    const failure = { ...http(503), retryAfter: day }
    expect(backoff({ random, max: 5000 })(context({ failure }))).toBe(day)
  })

  test('gives up when a failure would only repeat itself', () => {
    expect(backoff()(context({ failure: http(401) }))).toBe(false)
    expect(backoff()(context({ failure: { kind: 'ended', message: '', status: 204 } }))).toBe(false)
  })

  test('never gives up for orderly ends', () => {
    const context = { failure: ended, failureCount: 0, serverDelay: null, sinceDial: 0 }
    expect(backoff({ attempts: 0, random: () => 1 })(context)).toBe(3000)
  })

  test('gives up after as many dials in a row as it may', () => {
    const policy = backoff({ attempts: 2, random: () => 0 })
    expect([1, 2, 3].map((failureCount) => policy(context({ failureCount })))).toEqual([
      0,
      0,
      false,
    ])
    expect(backoff({ attempts: 0 })(context())).toBe(false)
  })

  test('never answers with what a timer cannot keep', () => {
    expect(longestDelay).toBe(2_147_483_647)
    expect(backoff()(context({ serverDelay: 2 ** 40 }))).toBe(longestDelay)
    expect(backoff()(context({ failure: { ...http(503), retryAfter: 2 ** 33 } }))).toBe(
      longestDelay,
    )

    const failureCount = fc.integer({ min: 1, max: 1_000_000 })
    const serverDelay = fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER }))
    fc.assert(
      fc.property(failureCount, serverDelay, (failureCount, serverDelay) => {
        const delay = backoff()(context({ failureCount, serverDelay }))
        expect(delay).toSatisfy(Number.isInteger)
        expect(delay).toBeGreaterThanOrEqual(Math.min(serverDelay ?? 0, longestDelay))
        expect(delay).toBeLessThanOrEqual(longestDelay)
      }),
    )
  })
})

describe('after an orderly end, the backoff', () => {
  const after = (given: Partial<RetryContext>, options: BackoffOptions = {}) =>
    [0, 0.5, 1].map((random) =>
      backoff({ random: () => random, ...options })(
        context({ failure: ended, failureCount: 0, ...given }),
      ),
    )

  test("keeps the server's reconnection time, with a random part of half of it on top", () => {
    expect(after({ serverDelay: 500, sinceDial: 30 })).toEqual([500, 625, 750])
    expect(after({ serverDelay: 0, sinceDial: 30 })).toEqual([0, 0, 0])
  })

  test('spreads over three seconds where the stream lived for ten: its server may be restarting', () => {
    expect(after({ serverDelay: 500, sinceDial: 9999 })).toEqual([500, 625, 750])
    expect(after({ serverDelay: 500, sinceDial: 10_000 })).toEqual([500, 2000, 3500])
  })

  test('takes a random part of three seconds where the server sets no time, and a second and a half from dial to dial', () => {
    expect(after({ sinceDial: 10_000 })).toEqual([0, 1500, 3000])
    expect(after({ sinceDial: 1000 })).toEqual([500, 1500, 3000])
    expect(after({ sinceDial: 0 })).toEqual([1500, 1500, 3000])
  })

  test('does not grow, and follows its options', () => {
    expect(after({ failureCount: 0, sinceDial: 10_000 }, { initial: 100 })).toEqual([0, 50, 100])
    expect(after({ serverDelay: 86_400_000, sinceDial: 0 }, { max: 4000 })).toEqual([
      4000, 5000, 6000,
    ])
  })

  test('ends with 204', () => {
    expect(after({ failure: { ...ended, status: 204 } })).toEqual([false, false, false])
  })
})
