import { describe, expect, test, vi } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { longestDelay } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import { afterLoss } from './afterLoss.ts'
import type { ConnectionOptions } from './options.ts'
import { startAt } from './position.ts'
import type { RetryContext } from './retry.ts'

const network: Failure = { kind: 'network', message: 'gone' }
const ended: Failure = { kind: 'ended', message: 'the end' }
const http = (status: number): Failure => ({ kind: 'http', message: String(status), status })

const after = (
  options: Partial<ConnectionOptions>,
  given: Partial<RetryContext> = {},
  lastEventId = '',
) =>
  afterLoss(
    { url: 'http://a.test/', ...options },
    { failure: network, failureCount: 1, serverDelay: null, sinceDial: 60_000, ...given },
    { position: startAt(lastEventId), hasUntil: false, hasSpoken: false },
  )

describe('a policy', () => {
  test('is asked for the delay', () => {
    const asked: RetryContext[] = []
    const retry = (context: RetryContext) => asked.push(context) * 7
    const given = { failureCount: 3, serverDelay: 9, sinceDial: 100 }
    expect(after({ retry }, given)).toMatchObject({ willRetry: true, delay: 7 })
    expect(asked).toEqual([{ failure: network, ...given }])
  })

  test.each([
    [0, 0],
    [-5, 0],
    [1, 1],
    [Infinity, longestDelay],
    [2 ** 31, longestDelay],
    [longestDelay, longestDelay],
  ])('that answers %d makes a timer wait for %d', (answer, delay) => {
    expect(after({ retry: () => answer })).toMatchObject({ willRetry: true, delay })
  })

  test('ends the stream by answering false, or by being false', () => {
    expect(after({ retry: () => false }).willRetry).toBe(false)
    expect(after({ retry: false }).willRetry).toBe(false)
  })
})

describe('a policy that answers nonsense', () => {
  const answers: readonly (readonly [string, () => unknown])[] = [
    ['undefined', () => undefined],
    ['null', () => null],
    ['NaN', () => Number.NaN],
    ['true', () => true],
    ["'50'", () => '50'],
    ['a promise', () => Promise.reject(new Error('late'))],
  ]
  test.each(answers)('leaves the decision to the default: %s', (_name, answer) => {
    const heard = hearWarnings()
    const retry = answer as () => false
    const delays = Array.from({ length: 50 }, () => after({ retry }, { failureCount: 5 }).delay)
    expect(Math.max(...delays)).toBeGreaterThan(1000)
    expect(after({ retry }, { failure: http(401) }).willRetry).toBe(false)
    expect(heard).toHaveLength(1)
  })

  test('or throws, too', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = new Error('broken policy')
    const retry = () => {
      throw broken
    }
    expect(after({ retry }).willRetry).toBe(true)
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('retry'), broken)
    logged.mockRestore()
  })

  test('sends no request again that is not GET', () => {
    hearWarnings()
    const retry = () => undefined as unknown as false
    expect(after({ retry, method: 'POST' }).willRetry).toBe(false)
  })
})

describe('no loop is faster than a floor', () => {
  const least = (given: Partial<RetryContext>) =>
    after({ retry: () => 0 }, { sinceDial: 20, ...given }).delay

  test('which leaves three redials to the policy, and then grows to half a second from dial to dial', () => {
    const counts = [1, 2, 3, 4, 5, 8, 9, 1000]
    expect(counts.map((failureCount) => least({ failureCount }))).toEqual([
      0, 0, 0, 80, 180, 480, 480, 480,
    ])
    expect(least({ failureCount: 9, sinceDial: 600 })).toBe(0)
  })

  test('and an orderly end has half a second from the first one on', () => {
    expect(least({ failure: ended, failureCount: 0 })).toBe(480)
    expect(least({ failure: ended, failureCount: 0, sinceDial: 600 })).toBe(0)
  })
})

describe('what the server asked for', () => {
  test('is the part of the delay that nothing shortens', () => {
    expect(after({}, { serverDelay: 5000 }).asked).toBe(5000)
    const failure = { ...http(503), retryAfter: 60_000 }
    expect(after({}, { failure, serverDelay: 5000 }).asked).toBe(60_000)
    expect(after({}).asked).toBe(0)
  })

  test('is not longer than a policy that knows better', () => {
    expect(after({ retry: () => 100 }, { serverDelay: 5000 }).asked).toBe(100)
  })
})

describe('a refused resume', () => {
  test.each([400, 404, 409, 410, 412, 422, 431])('by %i is repeated without the id', (status) => {
    expect(after({}, { failure: http(status) }, '7')).toMatchObject({
      willRetry: true,
      delay: 0,
      asked: 0,
      dropsId: true,
    })
    expect(after({}, { failure: http(status) })).toMatchObject({ willRetry: false, dropsId: false })
  })

  test.each([401, 403, 500, 503])('is not what %i means', (status) => {
    expect(after({}, { failure: http(status) }, '7').dropsId).toBe(false)
  })

  test('forgets the id and is not repeated where nothing is', () => {
    expect(after({ retry: false }, { failure: http(410) }, '7')).toMatchObject({
      willRetry: false,
      dropsId: true,
    })
  })

  test('leaves a request as it is that is not GET', () => {
    const retry = () => false as const
    expect(after({ method: 'POST', retry }, { failure: http(410) }, '7')).toMatchObject({
      willRetry: false,
      dropsId: false,
    })
  })
})

describe('a request that is not GET', () => {
  test.each([network, ended, http(503)])('is not sent again by default after $kind', (failure) => {
    expect(after({ method: 'post' }, { failure }, '7').willRetry).toBe(false)
    expect(after({ method: 'post', retry: () => 10 }, { failure }, '7').willRetry).toBe(true)
  })
})

describe('a failure for good', () => {
  const rests = (given: Partial<RetryContext>) =>
    Array.from({ length: 50 }, () => after({}, { failure: http(401), ...given }).delay)

  test('says how long the stream is to be left alone, as if it were dialled again', () => {
    expect(Math.max(...rests({}))).toBeLessThanOrEqual(3000)
    expect(Math.max(...rests({ failureCount: 5 }))).toBeGreaterThan(3000)
    const failure = { ...http(403), retryAfter: 60_000 }
    expect(Math.min(...rests({ failure }))).toBeGreaterThanOrEqual(60_000)
  })
})
