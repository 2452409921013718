import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { json, text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = Partial<EventSourceOptions<{ note: string }>>

/** Makes stores of one stream, each with its listener. */
function sharing(common: Options = {}) {
  const transport = fakeTransport()
  const join = (options: Options = {}) => {
    const source = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      transport,
      ...common,
      ...options,
    })
    const seen: string[] = []
    const off = source.on('note', ({ data }) => seen.push(data))
    return { source, seen, off, status: () => source.getSnapshot().status }
  }
  return { transport, join }
}

describe('stores of one stream', () => {
  test('share its connection, and each gets every event once', () => {
    const { transport, join } = sharing()
    const stores = Array.from({ length: 1000 }, () => join())
    expect(transport.dials).toHaveLength(1)
    transport.last.open()
    transport.last.event('note', 'a')
    transport.last.event('note', 'b')
    for (const { seen, status } of stores) expect([status(), ...seen]).toEqual(['open', 'a', 'b'])

    for (const { off } of stores) off()
    vi.advanceTimersByTime(3000)
    expect([transport.sockets, vi.getTimerCount()]).toEqual([0, 0])
  })

  test('see its state from the moment they join', () => {
    const { transport, join } = sharing()
    join()
    transport.last.open()
    transport.last.event('note', 'a', '7')
    const late = createEventSource({ url: 'http://a.test/', events: { note: text }, transport })
    expect(late.getSnapshot()).toMatchObject({ status: 'idle', lastEventId: '' })
    late.on('note', () => {})
    expect(late.getSnapshot()).toMatchObject({ status: 'open', lastEventId: '7' })
  })

  test('are closed one by one, and the others go on', () => {
    const { transport, join } = sharing()
    const one = join()
    const other = join()
    transport.last.open()
    one.source.close()
    expect([one.status(), other.status(), transport.sockets]).toEqual(['closed', 'open', 1])
    transport.last.event('note', 'a')
    expect([one.seen, other.seen]).toEqual([[], ['a']])

    one.source.connect()
    expect([one.status(), transport.dials.length]).toEqual(['open', 1])
    transport.last.event('note', 'b')
    expect([one.seen, other.seen]).toEqual([['b'], ['a', 'b']])

    one.source.close()
    other.source.close()
    expect([transport.sockets, vi.getTimerCount()]).toEqual([0, 0])
  })

  test('may close one another in the middle of an event', () => {
    const { transport, join } = sharing()
    const one = join()
    const other = join()
    const last = join()
    one.source.on('note', () => other.source.close())
    transport.last.open()
    transport.last.event('note', 'a')
    expect([one.seen, other.seen, last.seen]).toEqual([['a'], [], ['a']])
  })

  test('end it each for itself', () => {
    const { transport, join } = sharing()
    const one = join({ until: ({ raw }) => raw === 'end' })
    const other = join()
    transport.last.open()
    transport.last.event('note', 'end')
    transport.last.event('note', 'more')
    expect([one.seen, one.status()]).toEqual([[], 'closed'])
    expect([other.seen, other.status()]).toEqual([['end', 'more'], 'open'])
  })

  test('dial again together when one of them asks', () => {
    const { transport, join } = sharing({ retry: () => 60_000 })
    const one = join()
    const other = join()
    transport.last.lose()
    other.source.connect()
    expect(transport.dials).toHaveLength(2)
    transport.last.open()
    expect([one.status(), other.status()]).toEqual(['open', 'open'])
  })

  test('are notified of what changes, and not of what one of them asks for in vain', () => {
    const { transport, join } = sharing()
    const one = join()
    const other = join()
    let changes = 0
    one.source.subscribe(() => void changes++)
    transport.last.open()
    expect(changes).toBe(1)
    other.source.connect()
    transport.last.comment()
    transport.last.retry(500)
    expect(changes).toBe(1)
    transport.last.event('note', 'a')
    expect(changes).toBe(2)
  })

  test('dial with the options of the first that is still here', () => {
    const { transport, join } = sharing({ retry: () => 0 })
    const [mine, other] = [() => ({ who: 'one' }), () => ({ who: 'other' })]
    const one = join({ headers: mine })
    join({ headers: other })
    expect(transport.last.request.headers).toBe(mine)
    one.off()
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.headers).toBe(other)
  })

  test('decode an event once for each decoder, and for each event they are asked again', () => {
    const transport = fakeTransport()
    const calls: string[] = []
    const decoder = (data: string) => calls.push(data)
    const other = (data: string) => `other ${data}`
    const seen: unknown[] = []
    for (const events of [{ note: decoder }, { note: other }, { note: decoder }]) {
      const source = createEventSource<{ note: unknown }>({
        url: 'http://a.test/',
        events,
        transport,
      })
      source.on('note', ({ data }) => seen.push(data))
    }
    transport.last.open()
    transport.last.event('note', 'a')
    transport.last.event('note', 'a')
    expect(calls).toEqual(['a', 'a'])
    expect(seen).toEqual([1, 'other a', 1, 2, 'other a', 2])
  })
})

describe('who comes late', () => {
  test('catches up with what the others show', () => {
    const transport = fakeTransport()
    const options = {
      url: 'http://a.test/',
      events: { a: text, b: json<number>(), c: text },
      transport,
    }
    const first = createEventSource(options)
    first.subscribe(() => {})
    transport.last.open()
    transport.last.event('c', 'older', '1')
    transport.last.event('b', '1', '2')
    transport.last.event('a', 'x', '3')
    transport.last.event('b', '2', '4')

    const late = createEventSource(options)
    late.subscribe(() => {})
    expect(late.getSnapshot()).toEqual(first.getSnapshot())
    expect(late.getSnapshot()).toMatchObject({ status: 'open', data: 2, lastEventId: '4' })
    expect(late.getSnapshot().latest).toEqual({
      a: { type: 'a', raw: 'x', data: 'x', lastEventId: '3' },
      b: { type: 'b', raw: '2', data: 2, lastEventId: '4' },
      c: { type: 'c', raw: 'older', data: 'older', lastEventId: '1' },
    })
  })

  test('sees the newest event as the newest, even if others had to be read after it', () => {
    const transport = fakeTransport()
    const source = createEventSource({
      url: 'http://a.test/',
      events: { a: json(), b: json() },
      transport,
      onInvalid() {},
    })
    source.on('a', () => {})
    transport.last.open()
    transport.last.event('a', '1')
    transport.last.event('b', '2')
    source.subscribe(() => {})()
    expect(source.getSnapshot().data).toBe(2)
    transport.last.event('a', 'refused')
    source.subscribe(() => {})()
    expect(source.getSnapshot().data).toBe(2)
    transport.last.event('b', '3')
    transport.last.event('a', '4')
    source.subscribe(() => {})()
    expect(source.getSnapshot()).toMatchObject({
      data: 4,
      latest: { a: { data: 4 }, b: { data: 3 } },
    })
  })

  test('is not called for what was before it', () => {
    const { transport, join } = sharing()
    join()
    transport.last.open()
    transport.last.event('note', 'a')
    const late = join()
    late.source.subscribe(() => {})
    expect(late.seen).toEqual([])
    expect(late.source.getSnapshot().data).toBe('a')
  })

  test('catches up when it looks again after a close', () => {
    const { transport, join } = sharing()
    const one = join()
    one.source.subscribe(() => {})
    join()
    transport.last.open()
    one.source.close()
    transport.last.event('note', 'missed')
    one.source.connect()
    expect(one.source.getSnapshot().data).toBe('missed')
    expect(one.seen).toEqual([])
  })
})

describe('a store that joins a stream which failed for good', () => {
  const refused = { kind: 'http', status: 403, message: 'no' } as const

  test('makes it reconnect for all, in the time of a backoff', () => {
    const { transport, join } = sharing()
    const one = join()
    transport.last.lose(refused)
    expect(one.status()).toBe('closed')
    const other = join()
    for (const { status, source } of [one, other]) {
      expect(status()).toBe('reconnecting')
      expect(source.getSnapshot().failure).toMatchObject({ status: 403, willRetry: true })
    }
    expect(transport.dials).toHaveLength(1)
    vi.advanceTimersByTime(3000)
    expect(transport.dials).toHaveLength(2)
    transport.last.open()
    expect([one.status(), other.status()]).toEqual(['open', 'open'])
  })

  test('dials at once where the failure is older than that', () => {
    const { transport, join } = sharing()
    join()
    transport.last.lose(refused)
    vi.advanceTimersByTime(3000)
    expect(transport.dials).toHaveLength(1)
    expect(join().status()).toBe('reconnecting')
    expect(transport.dials).toHaveLength(2)
  })

  test('cannot hammer the server, however often it comes and goes', () => {
    const { transport, join } = sharing()
    const start = Date.now()
    while (Date.now() - start < 60_000) {
      const { off, status } = join()
      vi.advanceTimersByTime(50)
      if (status() !== 'closed' && transport.sockets > 0) transport.last.lose(refused)
      vi.advanceTimersByTime(50)
      off()
    }
    expect(transport.dials.length).toBeLessThan(30)
  })

  test('leaves it ended after a 204', () => {
    const { transport, join } = sharing()
    join()
    transport.last.lose({ kind: 'ended', status: 204 })
    expect(join().status()).toBe('closed')
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(1)
  })

  test('leaves it failed where the request is not GET', () => {
    const { transport, join } = sharing({ method: 'POST' })
    join()
    transport.last.lose(refused)
    expect(join().status()).toBe('closed')
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(1)
  })
})

describe('the linger', () => {
  test('keeps the connection for a consumer that comes back', () => {
    const { transport, join } = sharing()
    const { off, source, seen } = join()
    transport.last.open()
    for (let i = 0; i < 5; i++) {
      off()
      vi.advanceTimersByTime(999)
      source.on('note', ({ data }) => seen.push(data))()
    }
    expect(transport.dials).toHaveLength(1)
    join()
    vi.advanceTimersByTime(60_000)
    expect(transport.sockets).toBe(1)
  })

  test.each([
    [undefined, 1000],
    [0, 0],
    [5000, 5000],
  ])('of %s lasts %d ms', (linger, duration) => {
    const { transport, join } = sharing({ linger })
    const left = Date.now()
    join().off()
    expect(transport.sockets).toBe(1)
    vi.advanceTimersToNextTimer()
    expect(Date.now() - left).toBe(duration)
    expect([transport.sockets, vi.getTimerCount()]).toEqual([0, 0])
  })

  test('is cut short by a close', () => {
    const { transport, join } = sharing()
    const { off, source } = join()
    off()
    source.close()
    expect([transport.sockets, vi.getTimerCount(), source.getSnapshot().status]).toEqual([
      0,
      0,
      'closed',
    ])
  })

  test('is not cut short by the close of one while another is here', () => {
    const { transport, join } = sharing()
    const one = join()
    one.off()
    const other = join()
    one.source.close()
    expect([transport.sockets, other.status()]).toEqual([1, 'connecting'])
  })

  test('keeps a stream that failed for its backoff, and no longer', () => {
    const { transport, join } = sharing({ retry: false })
    join().off()
    transport.last.lose()
    vi.advanceTimersByTime(4000)
    expect(vi.getTimerCount()).toBe(0)
    expect([join().status(), transport.dials.length]).toEqual(['connecting', 2])
  })

  test('shows the store as idle, and forgets no id', () => {
    const { transport, join } = sharing()
    const { off, source } = join()
    transport.last.open()
    transport.last.event('note', 'a', '3')
    off()
    expect(source.getSnapshot()).toMatchObject({ status: 'idle', lastEventId: '3', failure: null })
  })
})
