import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { hiddenTab, lateTimers } from '../platform/lateTimers.test.helper.ts'
import type { FakePlatform } from '../platform/fakePlatform.test.helper.ts'
import type { Gap } from './consumers.ts'
import type { EventSourceOptions } from '../store/store.ts'

let platform: FakePlatform
beforeEach(() => {
  vi.useFakeTimers()
  platform = fakePlatform()
})
afterEach(() => {
  platform.restore()
  vi.useRealTimers()
})

type Options = Partial<EventSourceOptions<{ note: string }>>

function listen(options: Options = {}) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    retry: () => 1000,
    ...options,
  })
  const off = source.on('note', () => {})
  const status = () => source.getSnapshot().status
  return { transport, source, off, status }
}

describe('without a network', () => {
  test('a browser that redials by itself is left alone when the network is back', () => {
    const { transport, status } = listen()
    transport.last.open()
    transport.last.lose({}, true)
    platform.online()
    expect([status(), transport.dials.length, transport.sockets]).toEqual(['reconnecting', 1, 1])
  })

  test('nothing is dialled until it is there', () => {
    platform.onLine = false
    const { transport, source } = listen()
    expect(transport.dials).toHaveLength(0)
    expect(source.getSnapshot()).toMatchObject({
      status: 'reconnecting',
      failureCount: 0,
      failure: {
        kind: 'network',
        message: 'The browser is offline.',
        willRetry: true,
        retryAt: null,
      },
    })
    vi.advanceTimersByTime(9999)
    expect(transport.dials).toHaveLength(0)
    platform.online()
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(1)
  })

  test('a dial is made all the same from time to time: the browser may be wrong', () => {
    platform.onLine = false
    const { transport, source } = listen()
    for (const dials of [1, 2, 3]) {
      vi.advanceTimersByTime(10_000)
      expect(transport.dials).toHaveLength(dials)
      transport.last.lose()
      expect(source.getSnapshot()).toMatchObject({ status: 'reconnecting', failureCount: 0 })
    }
    vi.advanceTimersByTime(10_000)
    transport.last.open()
    expect(source.getSnapshot().status).toBe('open')
  })

  test('a person who asks to connect is believed rather than the browser', () => {
    platform.onLine = false
    const { transport, source } = listen()
    source.connect()
    transport.last.open()
    expect(source.getSnapshot().status).toBe('open')
  })

  test('a server that answers is proof of one', () => {
    const { transport, source } = listen()
    platform.onLine = false
    transport.last.lose({ kind: 'http', status: 503 })
    expect(source.getSnapshot()).toMatchObject({
      failureCount: 1,
      failure: { retryAt: Date.now() + 1000 },
    })
  })

  test('a lost connection waits for it, and keeps its reason and its count', () => {
    const { transport, source } = listen()
    transport.last.open()
    platform.offline()
    expect(source.getSnapshot().status).toBe('open')
    transport.last.lose({ message: 'cable' })
    expect(source.getSnapshot()).toMatchObject({
      failureCount: 0,
      failure: { message: 'cable', willRetry: true, retryAt: null },
    })
    platform.online()
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
  })

  test('a wait becomes a wait for the network', () => {
    const { transport, source } = listen()
    transport.last.lose({ kind: 'http', status: 503, message: 'busy' })
    platform.offline()
    expect(source.getSnapshot()).toMatchObject({
      failureCount: 1,
      failure: { message: 'busy', retryAt: null },
    })
    platform.online()
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
  })

  test('a wait that ends before the browser has reported it is not the time to dial', () => {
    const { transport } = listen()
    transport.last.lose()
    platform.onLine = false
    vi.advanceTimersByTime(3000)
    expect(transport.dials).toHaveLength(1)
    platform.online()
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
  })

  test('a server on this machine is dialled all the same', () => {
    platform.onLine = false
    const { transport } = listen({ url: 'http://localhost:3000/' })
    expect(transport.dials).toHaveLength(1)
    transport.last.lose()
    platform.offline()
    vi.advanceTimersByTime(3000)
    expect(transport.dials).toHaveLength(2)
  })

  test('the end is the end', () => {
    const { transport, status } = listen({ retry: false })
    platform.onLine = false
    transport.last.lose()
    expect(status()).toBe('closed')
    platform.online()
    expect(transport.dials).toHaveLength(1)
    expect(platform.listeners).toBe(0)
  })
})

describe('when the page is in use again', () => {
  test.each([
    ['the network is back', () => platform.online()],
    ['the page is shown', () => platform.show()],
    ['the page is thawed', () => platform.thaw()],
    ['the page comes from the back/forward cache', () => platform.pageshow(true)],
  ])('and %s, a stream that waits is dialled within a second', (_name, happen) => {
    const { transport, source } = listen({ retry: () => 60_000 })
    transport.last.lose()
    happen()
    const { retryAt = 0 } = source.getSnapshot().failure ?? {}
    expect((retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(1000)
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
    happen()
    vi.advanceTimersByTime(1000)
    expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
  })

  test('a stream that would be dialled sooner is left to its timer', () => {
    const { transport } = listen({ retry: () => 0 })
    transport.last.lose()
    platform.online()
    vi.advanceTimersByTime(0)
    expect(transport.dials).toHaveLength(2)
  })

  test.each<[string, (transport: FakeTransport) => void]>([
    [
      'Retry-After',
      (transport) =>
        transport.last.lose({ kind: 'http', status: 503, message: 'busy', retryAfter: 3_600_000 }),
    ],
    [
      'retry',
      (transport) => {
        transport.last.open()
        transport.last.retry(3_600_000)
        transport.last.lose({ kind: 'ended' })
      },
    ],
  ])('what the server asked for with %s holds all the same', (_name, lose) => {
    const { transport } = listen({ retry: undefined })
    lose(transport)
    for (let i = 0; i < 20; i++) {
      platform.hide()
      platform.show()
      platform.offline()
      platform.online()
      vi.advanceTimersByTime(3000)
    }
    expect(transport.dials).toHaveLength(1)
    vi.advanceTimersByTime(3_600_000 - 60_000 - 1)
    expect(transport.dials).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
  })

  test('it holds over a pause, too', () => {
    const { transport, status } = listen({ retry: undefined, pauseWhenHidden: true })
    transport.last.lose({ kind: 'http', status: 503, retryAfter: 3_600_000 })
    for (let i = 0; i < 20; i++) {
      platform.hide()
      vi.advanceTimersByTime(3000)
      platform.show()
    }
    expect([status(), transport.dials.length]).toEqual(['reconnecting', 1])
  })

  test('an open connection is redialled only when it was silent for its full time, hidden or not', () => {
    const { transport, status } = listen({ idleTimeout: 5000 })
    transport.last.open()
    platform.hide()
    vi.advanceTimersByTime(4000)
    platform.show()
    vi.advanceTimersByTime(999)
    expect(status()).toBe('open')
    vi.advanceTimersByTime(1)
    expect(status()).toBe('reconnecting')
    expect(transport.sockets).toBe(0)
  })

  test('an open connection that speaks is left alone', () => {
    const { transport, status } = listen({ idleTimeout: 5000 })
    transport.last.open()
    for (let i = 0; i < 10; i++) {
      platform.hide()
      platform.show()
      vi.advanceTimersByTime(4000)
      transport.last.comment()
    }
    expect([status(), transport.dials.length]).toEqual(['open', 1])
  })
})

describe('a page that was frozen', () => {
  const response = { status: 200, headers: {} }
  const freezes: readonly (readonly [string, () => void])[] = [
    ['thawed', () => (platform.freeze(), platform.thaw())],
    [
      'taken out of the back/forward cache',
      () => (platform.pagehide(true), platform.pageshow(true)),
    ],
  ]

  test.each(freezes)('and %s reads its stream again, which fetch left deaf', (_name, freeze) => {
    const { transport, source } = listen()
    const gaps: Gap[] = []
    source.onGap((gap) => gaps.push(gap))
    transport.last.open({ response })
    transport.last.event('note', 'a', '7')
    freeze()
    expect([source.getSnapshot().status, transport.sockets]).toEqual(['reconnecting', 0])
    vi.advanceTimersByTime(1000)
    expect([transport.dials.length, transport.last.request.lastEventId]).toEqual([2, '7'])
    transport.last.open({ response })
    expect(gaps).toEqual([{ duration: expect.any(Number), lastEventId: '7' }])
  })

  test.each(freezes)('and %s leaves a stream alone that the browser carries', (_name, freeze) => {
    const { transport, status } = listen()
    transport.last.open()
    freeze()
    expect([status(), transport.dials.length]).toEqual(['open', 1])
  })

  test('sends no request again that is not GET', () => {
    const { transport, source } = listen({ method: 'POST', retry: undefined })
    transport.last.open({ response })
    platform.freeze()
    platform.thaw()
    vi.advanceTimersByTime(60_000)
    expect(source.getSnapshot()).toMatchObject({
      status: 'closed',
      failure: { message: 'The page was frozen, and the stream with it.' },
    })
    expect(transport.dials).toHaveLength(1)
  })
})

describe('a hidden page', () => {
  test('keeps its connection', () => {
    const { transport, status } = listen()
    transport.last.open()
    platform.hide()
    platform.freeze()
    expect([status(), transport.sockets]).toEqual(['open', 1])
  })

  test('hangs up where it was asked to, and resumes when it is shown', () => {
    const { transport, source, status } = listen({ pauseWhenHidden: true })
    const gaps: unknown[] = []
    source.onGap((gap) => gaps.push(gap))
    transport.last.open()
    transport.last.event('note', 'a', '3')
    platform.hide()
    expect([status(), transport.sockets, vi.getTimerCount()]).toEqual(['idle', 0, 0])
    platform.online()
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(1)

    platform.show()
    expect(status()).toBe('connecting')
    expect(transport.last.request.lastEventId).toBe('3')
    transport.last.open()
    expect(gaps).toEqual([{ duration: 60_000, lastEventId: '3' }])
  })

  test('does not repeat a POST for being hidden and shown', () => {
    const { transport, status } = listen({
      pauseWhenHidden: true,
      method: 'POST',
      retry: undefined,
    })
    transport.last.open()
    platform.hide()
    platform.show()
    expect([status(), transport.dials.length, transport.sockets]).toEqual(['open', 1, 1])
  })

  test('that was never shown is not dialled for before it is', () => {
    platform.hide()
    const { transport, status } = listen({ pauseWhenHidden: true })
    expect([status(), transport.dials.length]).toEqual(['idle', 0])
    platform.show()
    expect([status(), transport.dials.length]).toEqual(['connecting', 1])
  })

  test('that is shown without a network waits for it', () => {
    const { transport, status } = listen({ pauseWhenHidden: true })
    platform.hide()
    platform.onLine = false
    platform.show()
    expect([status(), transport.dials.length]).toEqual(['reconnecting', 1])
    platform.online()
    vi.advanceTimersByTime(1000)
    expect(transport.dials).toHaveLength(2)
  })

  test('may be left and closed while it is paused', () => {
    const { transport, off, status } = listen({ pauseWhenHidden: true })
    platform.hide()
    off()
    vi.advanceTimersByTime(3000)
    platform.show()
    expect([status(), transport.dials.length, platform.listeners]).toEqual(['idle', 1, 0])
  })
})

describe('idleTimeout', () => {
  test('ends a silence', () => {
    const { transport, source } = listen({ idleTimeout: 5000 })
    vi.advanceTimersByTime(4000)
    transport.last.open()
    vi.advanceTimersByTime(4999)
    expect(source.getSnapshot().status).toBe('open')
    vi.advanceTimersByTime(1)
    const message = 'Nothing came from http://a.test/ for 5000 ms.'
    expect(source.getSnapshot().failure).toMatchObject({
      kind: 'timeout',
      message,
      willRetry: true,
    })
    expect(transport.sockets).toBe(0)
    vi.advanceTimersByTime(3000)
    expect(transport.dials).toHaveLength(2)
  })

  test.each(['comment', 'event'] as const)('takes every %s for a sign of life', (sign) => {
    const { transport, status } = listen({ idleTimeout: 5000 })
    transport.last.open()
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(4999)
      if (sign === 'comment') transport.last.comment()
      else transport.last.event('note', 'tick')
    }
    expect([status(), transport.dials.length]).toEqual(['open', 1])
  })

  test('notices a dead line in a hidden tab, whose timers fire once a minute', () => {
    lateTimers(hiddenTab)
    const { transport, status } = listen({ idleTimeout: 30_000 })
    transport.last.open()
    vi.advanceTimersByTime(180_000)
    expect([status(), transport.dials.length > 1]).toEqual(['reconnecting', true])
  })

  test('does not mind a clock that is set back', () => {
    const { transport, source } = listen({ idleTimeout: 5000, retry: () => 1000 })
    const gaps: Gap[] = []
    source.onGap((gap) => gaps.push(gap))
    transport.last.open()
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(5000)
    expect(source.getSnapshot().status).toBe('reconnecting')
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(1000)
    transport.last.open()
    expect(gaps).toEqual([{ duration: 1000, lastEventId: '' }])
  })

  test('limits a dial, too, where connectTimeout does not', () => {
    const { transport, source } = listen({ idleTimeout: 5000 })
    vi.advanceTimersByTime(5000)
    expect(source.getSnapshot().failure?.message).toBe('No answer from http://a.test/ for 5000 ms.')
    expect(transport.sockets).toBe(0)
  })

  test('is not reported with what may be a token', () => {
    const { transport, source } = listen({
      idleTimeout: 5000,
      url: 'http://a.test/prices?token=secret',
    })
    transport.last.open()
    vi.advanceTimersByTime(5000)
    expect(source.getSnapshot().failure?.message).not.toContain('secret')
  })
})

describe('connectTimeout', () => {
  test('ends a dial without an answer, the first and every other', () => {
    const { transport, source } = listen({ connectTimeout: 300, retry: () => 3000 })
    for (const failureCount of [1, 2]) {
      vi.advanceTimersByTime(299)
      expect(transport.sockets).toBe(1)
      vi.advanceTimersByTime(1)
      expect(transport.sockets).toBe(0)
      const message = 'No answer from http://a.test/ for 300 ms.'
      expect(source.getSnapshot()).toMatchObject({
        failureCount,
        failure: { kind: 'timeout', message },
      })
      vi.advanceTimersByTime(3000)
    }
  })

  test('leaves an open connection alone', () => {
    const { transport, status } = listen({ connectTimeout: 300 })
    vi.advanceTimersByTime(299)
    transport.last.open()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(status()).toBe('open')
  })

  test('leaves a browser alone that waits for its own redial', () => {
    const { transport, status } = listen({ connectTimeout: 300 })
    transport.last.open()
    transport.last.lose({}, true)
    vi.advanceTimersByTime(3000)
    expect([status(), transport.sockets, transport.dials.length]).toEqual(['reconnecting', 1, 1])
  })
})

test('listeners on the page come with the connection, and go with it', () => {
  const { transport, source, off } = listen()
  const listeners = platform.listeners
  expect(listeners).toBeGreaterThan(0)
  transport.last.lose()
  vi.advanceTimersByTime(3000)
  expect(platform.listeners).toBe(listeners)
  source.close()
  expect(platform.listeners).toBe(0)
  source.connect()
  off()
  vi.advanceTimersByTime(3000)
  expect(platform.listeners).toBe(0)
})
