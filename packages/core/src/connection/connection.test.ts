import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { Signal, Transport, TransportRequest } from '../transports/transport.ts'

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
  const seen: string[] = []
  const off = source.on('note', (event) => seen.push(event.data))
  return { transport, source, seen, off }
}

/** A transport that keeps what it was given, so that a test can speak out of turn. */
function recordedTransport() {
  const dials: { request: TransportRequest; emit: (signal: Signal) => void; hangUps: number }[] = []
  const transport: Transport = (request, emit) => {
    const dial = { request, emit, hangUps: 0 }
    dials.push(dial)
    return () => void dial.hangUps++
  }
  return { dials, transport }
}

const event = (raw: string): Signal => ({
  kind: 'event',
  event: { type: 'note', raw, lastEventId: '' },
})
const open: Signal = { kind: 'open', url: 'http://a.test/' }
const lost: Signal = {
  kind: 'lost',
  failure: { kind: 'network', message: 'gone' },
  redialing: false,
}

describe('the last event id', () => {
  test('goes with every redial, and is the newest that came', () => {
    const { transport, source } = listen({ retry: () => 0 })
    expect(transport.last.request.lastEventId).toBe('')

    transport.last.open()
    transport.last.event('note', 'a', '1')
    transport.last.event('note', 'b')
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('1')

    // A redial that fails before it was open still knows it.
    transport.last.lose({ kind: 'http', status: 502 })
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('1')

    transport.last.open()
    transport.last.id('ü€')
    expect(source.getSnapshot().lastEventId).toBe('ü€')
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('ü€')
    expect(transport.dials).toHaveLength(4)
  })

  test('starts where the options say', () => {
    const { transport, source } = listen({ lastEventId: '41' })
    expect(transport.last.request.lastEventId).toBe('41')
    expect(source.getSnapshot().lastEventId).toBe('41')
  })

  test('is taken back by a server that sends an empty one', () => {
    const { transport } = listen({ retry: () => 0 })
    transport.last.open()
    transport.last.event('note', 'a', '1')
    transport.last.event('note', 'b', '')
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.lastEventId).toBe('')
  })

  test('survives a close, and a pause without listeners', () => {
    const { transport, source, off } = listen()
    transport.last.open()
    transport.last.event('note', 'a', '1')
    source.close()
    source.connect()
    expect(transport.last.request.lastEventId).toBe('1')

    transport.last.open()
    transport.last.event('note', 'b', '2')
    off()
    vi.advanceTimersByTime(3000)
    expect(transport.sockets).toBe(0)
    source.on('note', () => {})
    expect(transport.last.request.lastEventId).toBe('2')
  })

  test('is handed to a URL that is a function', () => {
    const { transport } = listen({
      url: ({ lastEventId }) => `http://a.test/?from=${lastEventId}`,
      retry: () => 0,
    })
    expect(transport.last.request.url).toBe('http://a.test/?from=')
    transport.last.open()
    transport.last.event('note', 'a', '7')
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request).toMatchObject({
      url: 'http://a.test/?from=7',
      urlHasId: true,
    })
  })

  test('is left to the header by a URL that is a function without a parameter', () => {
    const nodes = ['http://a.test/', 'http://b.test/']
    const { transport } = listen({ url: () => nodes.shift()!, lastEventId: '7', retry: () => 0 })
    transport.last.open()
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request).toMatchObject({
      url: 'http://b.test/',
      lastEventId: '7',
      urlHasId: false,
    })
  })
})

describe('a dial', () => {
  test('has the options and the failures before it', () => {
    const headers = () => ({ authorization: 'x' })
    const { transport } = listen({ headers, retry: () => 0 })
    expect(transport.last.request).toMatchObject({
      url: 'http://a.test/',
      failureCount: 0,
      headers,
    })
    transport.last.lose()
    vi.advanceTimersByTime(0)
    transport.last.lose()
    vi.advanceTimersByTime(0)
    expect(transport.last.request.failureCount).toBe(2)
  })

  test('asks for every event type, those included that come to it later', () => {
    const { dials, transport } = recordedTransport()
    const asked: string[] = []
    const first = createEventSource({
      url: 'http://a.test/',
      events: { a: text, b: text },
      transport,
    })
    const later = createEventSource({
      url: 'http://a.test/',
      events: { b: text, c: text },
      transport,
    })
    first.on('a', () => {})
    dials[0]?.request.eachType((type) => asked.push(type))
    expect(asked).toEqual(['a', 'b'])

    later.on('c', () => {})
    expect(asked).toEqual(['a', 'b', 'c'])
    expect(dials).toHaveLength(1)
  })

  test('does not receive types that come after it', () => {
    const { dials, transport } = recordedTransport()
    const asked: string[] = []
    const first = createEventSource({
      url: 'http://a.test/',
      events: { a: text },
      transport,
      retry: () => 0,
    })
    first.on('a', () => {})
    dials[0]?.request.eachType((type) => asked.push(type))
    dials[0]?.emit(lost)
    vi.advanceTimersByTime(0)
    createEventSource({ url: 'http://a.test/', events: { b: text }, transport }).on('b', () => {})
    expect(dials).toHaveLength(2)
    expect(asked).toEqual(['a'])
  })

  test('that was given up is not listened to any more, whatever it says', () => {
    const { dials, transport } = recordedTransport()
    const source = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      transport,
      retry: () => 0,
    })
    const seen: string[] = []
    const gaps: unknown[] = []
    source.on('note', ({ data }) => seen.push(data))
    source.onGap((gap) => gaps.push(gap))
    dials[0]?.emit(open)
    dials[0]?.emit(event('a'))
    dials[0]?.emit(lost)
    const waiting = source.getSnapshot()
    for (const signal of [open, event('late'), { kind: 'id', lastEventId: 'late' } as const, lost])
      dials[0]?.emit(signal)
    expect(source.getSnapshot()).toBe(waiting)

    vi.advanceTimersByTime(0)
    dials[1]?.emit(open)
    const opened = source.getSnapshot()
    for (const signal of [event('late'), lost, open]) dials[0]?.emit(signal)
    expect(source.getSnapshot()).toBe(opened)
    expect(seen).toEqual(['a'])
    expect(gaps).toHaveLength(1)
    expect(dials.map((dial) => dial.hangUps)).toEqual([1, 0])
  })

  test('is hung up once by a close, and says nothing after it', () => {
    const { dials, transport } = recordedTransport()
    const source = createEventSource({ url: 'http://a.test/', events: { note: text }, transport })
    const seen: string[] = []
    source.on('note', ({ data }) => seen.push(data))
    dials[0]?.emit(open)
    source.close()
    dials[0]?.emit(event('late'))
    dials[0]?.emit(lost)
    expect(dials.map((dial) => dial.hangUps)).toEqual([1])
    expect(seen).toEqual([])
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null, failureCount: 0 })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that the browser repeats by itself is left alone, until connect() is called', () => {
    const { transport, source } = listen({ retry: () => 0 })
    transport.last.open()
    transport.last.lose({}, true)
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(1)
    expect(source.getSnapshot()).toMatchObject({
      status: 'reconnecting',
      failureCount: 1,
      failure: { kind: 'network', willRetry: true, retryAt: null },
    })

    transport.last.open()
    expect(source.getSnapshot().status).toBe('open')
    transport.last.lose({}, true)
    source.connect()
    expect(transport.dials).toHaveLength(2)
    expect(transport.sockets).toBe(1)
  })

  test('that throws is logged, and ends the stream', () => {
    const logged = collectLogs()
    const broken = new Error('no socket')
    const source = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      transport: () => {
        throw broken
      },
    })
    source.on('note', () => {})
    expect(source.getSnapshot()).toMatchObject({
      status: 'closed',
      failure: { kind: 'protocol', willRetry: false },
    })
    const message = 'The request could not be made: Error, which is on the console.'
    expect(source.getSnapshot().failure?.message).toBe(message)
    expect(logged).toEqual([[message, broken]])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a transport that answers before it returns', () => {
  const answering = (...signals: Signal[]) => {
    let sockets = 0
    let dials = 0
    const transport: Transport = (_request, emit) => {
      dials++
      sockets++
      for (const signal of signals) emit(signal)
      let closed = false
      return () => {
        if (!closed) sockets--
        closed = true
      }
    }
    return { transport, sockets: () => sockets, dials: () => dials }
  }

  test('is heard', () => {
    const { transport } = answering(open, event('a'), event('b'))
    const { seen, source } = listen({ transport })
    expect(seen).toEqual(['a', 'b'])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', data: 'b' })
  })

  test('is hung up when its answer was the end', () => {
    const { transport, sockets, dials } = answering(open, event('a'), event('end'), event('late'))
    const { seen, source } = listen({ transport, until: ({ raw }) => raw === 'end' })
    expect(seen).toEqual(['a'])
    expect(source.getSnapshot().status).toBe('closed')

    source.connect()
    expect(source.getSnapshot().status).toBe('closed')
    expect([sockets(), dials(), vi.getTimerCount()]).toEqual([0, 2, 0])
  })

  test('is hung up when the last listener leaves during its answer', () => {
    const { transport, sockets } = answering(open, event('a'))
    const { source, off } = listen({ transport: answering().transport, until: () => false })
    off()
    const other = createEventSource({ url: 'http://b.test/', events: { note: text }, transport })
    let leave = () => {}
    other.close()
    leave = other.on('note', () => leave())
    other.connect()
    expect(other.getSnapshot().status).toBe('idle')
    vi.advanceTimersByTime(3000)
    expect([sockets(), vi.getTimerCount()]).toEqual([0, 0])
    expect(source.getSnapshot().status).toBe('idle')
  })

  test('is dialled again in its own time when it is lost at once', () => {
    const { transport, sockets, dials } = answering(lost)
    const { source } = listen({ transport, retry: () => 50 })
    expect([source.getSnapshot().status, sockets(), dials()]).toEqual(['reconnecting', 0, 1])
    vi.advanceTimersByTime(50)
    expect([source.getSnapshot().failureCount, sockets(), dials()]).toEqual([2, 0, 2])
    source.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('ten thousand times connected and closed, nothing is left', { timeout: 30_000 }, () => {
  const { dials, transport } = recordedTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    idleTimeout: 1000,
  })
  source.on('note', () => {})
  for (let i = 0; i < 10_000; i++) {
    source.connect()
    dials.at(-1)?.emit(open)
    if (i % 2) dials.at(-1)?.emit(lost)
    source.close()
  }
  expect(dials).toHaveLength(10_000)
  expect(dials.every((dial) => dial.hangUps === 1)).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})
