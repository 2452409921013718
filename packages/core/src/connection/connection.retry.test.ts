import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { Gap } from './consumers.ts'
import { resumeFrom } from './resumeFrom.ts'
import { backoff } from './retry.ts'
import type { RetryContext } from './retry.ts'
import type { EventSourceOptions } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = Partial<EventSourceOptions<{ note: string }>>

function listen(options: Options = {}) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    ...options,
  })
  source.on('note', () => {})
  return { transport, source }
}

/** Notes what a policy is asked, and answers with 10 ms. */
function asked() {
  const contexts: RetryContext[] = []
  const retry = (context: RetryContext) => {
    contexts.push(context)
    return 10
  }
  return { contexts, retry, counts: () => contexts.map(({ failureCount }) => failureCount) }
}

function loseAndRedial(transport: FakeTransport) {
  transport.last.lose()
  vi.advanceTimersByTime(10)
}

describe('the failures in a row', () => {
  test('go on over connections that open and bring nothing', () => {
    const { counts, retry } = asked()
    const { transport, source } = listen({ retry })
    for (let i = 0; i < 3; i++) {
      transport.last.open()
      loseAndRedial(transport)
    }
    expect(counts()).toEqual([1, 2, 3])
    transport.last.open()
    expect(source.getSnapshot()).toMatchObject({ status: 'open', failureCount: 3, failure: null })
  })

  test('are forgiven with the first event', () => {
    const { counts, retry } = asked()
    const { transport, source } = listen({ retry })
    loseAndRedial(transport)
    loseAndRedial(transport)
    transport.last.open()
    vi.advanceTimersByTime(1000)
    transport.last.event('note', '')
    expect(source.getSnapshot().failureCount).toBe(0)
    loseAndRedial(transport)
    expect(counts()).toEqual([1, 2, 1])
  })

  test('are forgiven with a new id on a stream that lived for a second', () => {
    const { counts, retry } = asked()
    const { transport, source } = listen({ retry })
    loseAndRedial(transport)
    transport.last.open()
    transport.last.id('1')
    vi.advanceTimersByTime(1000)
    transport.last.id('1')
    expect(source.getSnapshot().failureCount).toBe(1)
    transport.last.id('2')
    expect(source.getSnapshot().failureCount).toBe(0)
    loseAndRedial(transport)
    expect(counts()).toEqual([1, 1])
  })

  test('go on where the server greets and crashes, and not where it lives for a second after', () => {
    const { counts, retry } = asked()
    const { transport } = listen({ retry })
    for (const lifetime of [999, 999, 1000]) {
      transport.last.open()
      transport.last.event('note', 'hello')
      vi.advanceTimersByTime(lifetime)
      loseAndRedial(transport)
    }
    expect(counts()).toEqual([1, 2, 1])
  })

  test('are forgiven after ten seconds open, and not a millisecond before', () => {
    const { counts, retry } = asked()
    const { transport } = listen({ retry })
    loseAndRedial(transport)
    transport.last.open()
    vi.advanceTimersByTime(9999)
    loseAndRedial(transport)
    transport.last.open()
    vi.advanceTimersByTime(10_000)
    loseAndRedial(transport)
    expect(counts()).toEqual([1, 2, 1])
  })

  test('do not count a slow answer as time open', () => {
    const { counts, retry } = asked()
    const { transport } = listen({ retry })
    loseAndRedial(transport)
    vi.advanceTimersByTime(50_000)
    loseAndRedial(transport)
    expect(counts()).toEqual([1, 2])
  })

  test('begin again with a connect after the end', () => {
    const { transport, source } = listen({ retry: backoff({ attempts: 1, random: () => 0 }) })
    transport.last.lose()
    vi.advanceTimersByTime(0)
    transport.last.lose()
    expect(source.getSnapshot()).toMatchObject({
      status: 'closed',
      failureCount: 2,
      failure: { willRetry: false },
    })
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(2)

    source.connect()
    expect(source.getSnapshot()).toMatchObject({
      status: 'connecting',
      failureCount: 0,
      failure: null,
    })
    expect(transport.last.request.failureCount).toBe(0)
  })
})

describe('a policy', () => {
  test('is asked with the failure, and its answer is in the state', () => {
    const { contexts, retry } = asked()
    const { transport, source } = listen({ retry })
    transport.last.lose({ kind: 'http', status: 503, message: 'busy', retryAfter: 3000 })
    const failure = { kind: 'http', status: 503, message: 'busy', retryAfter: 3000 }
    expect(contexts).toEqual([{ failure, failureCount: 1, serverDelay: null, sinceDial: 0 }])
    expect(source.getSnapshot().failure).toEqual({
      ...failure,
      willRetry: true,
      retryAt: Date.now() + 10,
    })

    vi.advanceTimersByTime(9)
    expect(transport.dials).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(transport.dials).toHaveLength(2)
    expect(source.getSnapshot().failure).toEqual({ ...failure, willRetry: true, retryAt: null })
  })

  test('decides over what the browser would repeat by itself', () => {
    const { transport, source } = listen({ retry: ({ failureCount }) => failureCount < 2 && 0 })
    transport.last.open()
    transport.last.lose({}, true)
    expect(source.getSnapshot().status).toBe('reconnecting')
    transport.last.lose({}, true)
    expect(source.getSnapshot().status).toBe('closed')
    expect(transport.sockets).toBe(0)
  })

  test('may end the stream itself', () => {
    const { transport, source } = listen({
      retry() {
        source.close()
        return 0
      },
    })
    transport.last.lose()
    vi.advanceTimersByTime(3000)
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
    expect([transport.dials.length, vi.getTimerCount()]).toEqual([1, 0])
  })
})

test('without retry the first loss is the end', () => {
  const { transport, source } = listen({ retry: false })
  transport.last.open()
  transport.last.lose()
  expect(source.getSnapshot()).toMatchObject({
    status: 'closed',
    failureCount: 1,
    failure: { kind: 'network', willRetry: false },
  })
  expect([transport.sockets, vi.getTimerCount()]).toEqual([0, 0])
})

test.each([401, 403, 404])('%i is the end, and 503 is not', (status) => {
  const { transport, source } = listen()
  transport.last.lose({ kind: 'http', status: 503 })
  vi.advanceTimersByTime(30_000)
  transport.last.lose({ kind: 'http', status })
  expect(source.getSnapshot()).toMatchObject({
    status: 'closed',
    failure: { kind: 'http', status },
  })
  expect(vi.getTimerCount()).toBe(0)
})

test('Retry-After is waited for', () => {
  const { transport } = listen()
  transport.last.lose({ kind: 'http', status: 429, retryAfter: 120_000 })
  vi.advanceTimersByTime(119_999)
  expect(transport.dials).toHaveLength(1)
  vi.advanceTimersByTime(60_001)
  expect(transport.dials).toHaveLength(2)
})

describe('an orderly end', () => {
  const end = { kind: 'ended', message: 'the end' } as const

  test('is no failure, and does not slow the next dial down', () => {
    const { transport, source } = listen({ retry: backoff({ attempts: 1 }) })
    for (let i = 0; i < 20; i++) {
      transport.last.open()
      transport.last.comment()
      vi.advanceTimersByTime(30_000)
      transport.last.lose(end)
      expect(source.getSnapshot()).toMatchObject({
        status: 'reconnecting',
        failureCount: 0,
        failure: { kind: 'ended', willRetry: true },
      })
      vi.advanceTimersByTime(3000)
      expect(transport.dials).toHaveLength(i + 2)
    }
  })

  test('is the first failure where the next dial fails', () => {
    const { counts, retry } = asked()
    const { transport, source } = listen({ retry })
    transport.last.open()
    transport.last.lose(end)
    vi.advanceTimersByTime(500)
    loseAndRedial(transport)
    expect(source.getSnapshot().failureCount).toBe(2)
    loseAndRedial(transport)
    expect(counts()).toEqual([0, 2, 3])
  })

  test('leaves half a second from dial to dial, whatever a policy answers', () => {
    const { transport } = listen({ retry: () => 0 })
    for (let i = 0; i < 100; i++) {
      transport.last.open()
      transport.last.event('note', 'x')
      vi.advanceTimersByTime(10)
      transport.last.lose(end)
      vi.advanceTimersByTime(489)
      expect(transport.dials).toHaveLength(i + 1)
      vi.advanceTimersByTime(1)
    }
  })

  test('is the end without retry, and for a request that is not GET', () => {
    for (const options of [{ retry: false }, { method: 'POST', body: 'x' }] as const) {
      const { transport, source } = listen(options)
      transport.last.open()
      transport.last.event('note', 'x', '1')
      transport.last.lose(end)
      expect(source.getSnapshot()).toMatchObject({
        status: 'closed',
        failureCount: 0,
        failure: { kind: 'ended', willRetry: false },
      })
      expect(vi.getTimerCount()).toBe(0)
    }
  })
})

describe("the server's reconnection time", () => {
  test('is the least delay from then on, over all dials', () => {
    const { contexts, retry } = asked()
    const { transport } = listen({ retry })
    transport.last.open()
    transport.last.retry(5000)
    loseAndRedial(transport)
    loseAndRedial(transport)
    expect(contexts.map(({ serverDelay }) => serverDelay)).toEqual([5000, 5000])
  })

  test('may be longer than a timer can be', () => {
    const { transport, source } = listen()
    transport.last.open()
    transport.last.retry(2 ** 40)
    transport.last.lose()
    vi.advanceTimersByTime(2 ** 31 - 2)
    expect(transport.dials).toHaveLength(1)
    expect(source.getSnapshot().failure?.retryAt).toBe(Date.now() + 1)
    vi.advanceTimersByTime(1)
    expect(transport.dials).toHaveLength(2)
  })
})

describe('a POST', () => {
  const post = { method: 'POST', body: 'question' } as const

  test('is not sent twice without an id to resume from', () => {
    const { transport, source } = listen(post)
    transport.last.open()
    transport.last.event('note', 'half an ans')
    transport.last.lose()
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(1)
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: { willRetry: false } })
  })

  test('is not sent twice with one either: only its policy may say that the server knows it', () => {
    const { transport, source } = listen(post)
    transport.last.open()
    transport.last.event('note', 'half an ans', '5')
    transport.last.lose()
    vi.advanceTimersByTime(60_000)
    expect([transport.dials.length, source.getSnapshot().status]).toEqual([1, 'closed'])
    source.connect()
    expect(transport.last.request.lastEventId).toBe('5')
  })

  test('is sent again when its policy says so, with the id', () => {
    const { transport } = listen({ ...post, retry: () => 0 })
    transport.last.open()
    transport.last.event('note', 'half an ans', '5')
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('5')
    expect(transport.dials).toHaveLength(2)
  })

  test('is not sent from the beginning when the server refuses the id', () => {
    const { transport, source } = listen({ ...post, retry: backoff() })
    transport.last.open()
    transport.last.event('note', 'half an ans', '5')
    transport.last.lose()
    vi.advanceTimersByTime(3000)
    transport.last.lose({ kind: 'http', status: 400 })
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(2)
    expect(source.getSnapshot().status).toBe('closed')
  })
})

describe('a refused resume', () => {
  test('is reported as a gap, and forgotten in the storage', () => {
    const items = new Map<string, string>()
    const storage = {
      getItem: (key: string) => items.get(key) ?? 'old',
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    }
    const { transport, source } = listen({ resume: resumeFrom(storage) })
    const gaps: Gap[] = []
    source.onGap((gap) => gaps.push(gap))
    transport.last.lose({ kind: 'http', status: 410 })
    expect([...items.values()].join('')).toBe('')
    vi.advanceTimersByTime(0)
    transport.last.open()
    expect(gaps).toEqual([{ duration: 0, lastEventId: '' }])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', lastEventId: '' })
  })

  test('of a transport that cannot send the id is reported as a gap, too', () => {
    const { transport, source } = listen({ lastEventId: 'old' })
    const gaps: Gap[] = []
    source.onGap((gap) => gaps.push(gap))
    transport.last.open({ lastEventId: '' })
    expect(gaps).toEqual([{ duration: 0, lastEventId: '' }])
    expect(source.getSnapshot().lastEventId).toBe('')
  })

  test('is answered once without the id, which may be what the server cannot read', () => {
    const { transport, source } = listen({ lastEventId: 'old' })
    transport.last.lose({ kind: 'http', status: 400 })
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('')
    transport.last.lose({ kind: 'http', status: 400 })
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(2)
    expect(source.getSnapshot().status).toBe('closed')
  })

  test('is the end where nothing is to be retried', () => {
    const { transport, source } = listen({ lastEventId: 'old', retry: false })
    transport.last.lose({ kind: 'http', status: 400 })
    expect(source.getSnapshot().status).toBe('closed')
    expect(vi.getTimerCount()).toBe(0)
  })
})
