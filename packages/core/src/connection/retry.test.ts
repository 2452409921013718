import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Failure } from '../transports/failure.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { backoff, delayBefore, isTransient } from './retry.ts'
import { longestDelay } from '../platform/timer.ts'
import type { BackoffOptions, RetryContext } from './retry.ts'

const network: Failure = { kind: 'network', message: 'gone' }
const http = (status: number): Failure => ({ kind: 'http', message: String(status), status })

const context = (given: Partial<RetryContext> = {}): RetryContext => ({
  failure: network,
  failureCount: 1,
  serverDelay: null,
  ...given,
})

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

  test('waits at least for Retry-After, even beyond its own maximum', () => {
    const policy = backoff({ random: () => 0.5 })
    const asked = (retryAfter: number) => ({ ...http(503), retryAfter })
    expect(policy(context({ failure: asked(120_000) }))).toBe(120_000)
    expect(policy(context({ failure: asked(10) }))).toBe(1500)
    expect(policy(context({ failure: asked(5000), serverDelay: 6000 }))).toBe(7500)
  })

  test('gives up when a failure would only repeat itself', () => {
    expect(backoff()(context({ failure: http(401) }))).toBe(false)
    expect(backoff()(context({ failure: { kind: 'ended', message: '', status: 204 } }))).toBe(false)
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

describe('the delay before a dial', () => {
  test('is what the policy says of the failure', () => {
    const asked: RetryContext[] = []
    const policy = (given: RetryContext) => asked.push(given) * 7
    expect(delayBefore(policy, context({ failureCount: 3, serverDelay: 9 }))).toBe(7)
    expect(asked).toEqual([{ failure: network, failureCount: 3, serverDelay: 9 }])
  })

  test('does not exist without a policy, or when it says so', () => {
    expect(delayBefore(false, context())).toBe(false)
    expect(delayBefore(() => false, context())).toBe(false)
  })

  test.each([
    [0, 0],
    [-5, 0],
    [1, 1],
    [Number.NaN, 0],
    [Infinity, longestDelay],
    [2 ** 31, longestDelay],
    [longestDelay, longestDelay],
  ])('of %d is %d for a timer', (answer, delay) => {
    expect(delayBefore(() => answer, context())).toBe(delay)
  })

  test('does not exist when the policy is broken, and that is logged', () => {
    const logged = collectLogs()
    const broken = new Error('broken policy')
    const policy = () => {
      throw broken
    }
    expect(delayBefore(policy, context())).toBe(false)
    expect(logged).toEqual([[expect.stringContaining("'retry' threw"), broken]])
  })
})
