import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import type { EventSourceClient } from '../connection/options.ts'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import type { EventSourceOptions, EventSourceStore } from './store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function make(options: Partial<EventSourceOptions<{ note: string; size: number }>> = {}) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text, size: json<number>() },
    transport,
    ...options,
  })
  return { transport, source }
}

test('dials for the first listener and hangs up after the last one lingered', () => {
  const { transport, source } = make()
  expect(transport.dials).toHaveLength(0)

  const off = source.on('note', () => {})
  const leave = source.subscribe(() => {})
  expect(source.getSnapshot().status).toBe('connecting')
  transport.last.open()
  expect(source.getSnapshot().status).toBe('open')

  off()
  off()
  vi.advanceTimersByTime(2000)
  expect(transport.sockets).toBe(1)
  leave()
  vi.advanceTimersByTime(999)
  expect(transport.sockets).toBe(1)
  vi.advanceTimersByTime(1)
  expect(transport.sockets).toBe(0)
  expect(transport.dials).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('tells the way of a connection in five words', () => {
  const { transport, source } = make()
  const statuses = [source.getSnapshot().status]
  source.subscribe(() => statuses.push(source.getSnapshot().status))
  transport.last.open()
  transport.last.lose()
  vi.advanceTimersByTime(3000)
  transport.last.open()
  source.close()
  expect(statuses).toEqual([
    'idle',
    'connecting',
    'open',
    'reconnecting',
    'reconnecting',
    'open',
    'closed',
  ])
})

test('names its event types', () => {
  expect(make().source.types).toEqual(['note', 'size'])
})

describe('the snapshot', () => {
  test('is the same object until something changes', () => {
    const { transport, source } = make()
    const seen = new Set([source.getSnapshot()])
    const look = () => {
      const snapshot = source.getSnapshot()
      expect(source.getSnapshot()).toBe(snapshot)
      expect(source.getSnapshot().latest).toBe(snapshot.latest)
      const before = seen.size
      seen.add(snapshot)
      return seen.size > before
    }
    expect(look()).toBe(false)
    source.on('note', () => {})
    expect(look()).toBe(true)
    transport.last.open()
    expect(look()).toBe(true)
    transport.last.comment()
    transport.last.retry(100)
    expect(look()).toBe(false)
    transport.last.event('note', 'a')
    expect(look()).toBe(true)
    transport.last.event('note', 'a')
    expect(look()).toBe(true)
    transport.last.id('7')
    expect(look()).toBe(true)
    transport.last.lose()
    expect(look()).toBe(true)
    expect(look()).toBe(false)
  })

  test('keeps latest when only the status changes', () => {
    const { transport, source } = make()
    source.subscribe(() => {})
    transport.last.open()
    transport.last.event('note', 'a')
    const { latest, event } = source.getSnapshot()
    transport.last.lose()
    expect(source.getSnapshot().latest).toBe(latest)
    expect(source.getSnapshot().event).toBe(event)
    expect(latest.note).toBe(event)
  })

  test('is never changed afterwards', () => {
    const { transport, source } = make()
    source.subscribe(() => {})
    transport.last.open()
    const before = source.getSnapshot()
    const copy = structuredClone(before)
    transport.last.event('note', 'a', '1')
    transport.last.lose()
    expect(before).toEqual(copy)
  })

  test('of the beginning stays what the server rendered', () => {
    const { transport, source } = make()
    const initial = source.getInitialSnapshot()
    expect(initial).toEqual({
      status: 'idle',
      failure: null,
      failureCount: 0,
      since: null,
      event: null,
      data: undefined,
      latest: {},
      lastEventId: '',
    })
    expect(source.getSnapshot()).toEqual(initial)
    source.subscribe(() => {})
    transport.last.open()
    transport.last.event('note', 'a', '1')
    expect(source.getInitialSnapshot()).toBe(initial)
    expect(initial.event).toBeNull()
  })

  test('says since when its status has been what it is', () => {
    const { transport, source } = make({ retry: () => 1000 })
    const at = (status: string, since: number | null) =>
      expect(source.getSnapshot()).toMatchObject({ status, since })
    at('idle', null)
    const off = source.on('note', () => {})
    const dialled = Date.now()
    at('connecting', dialled)
    vi.advanceTimersByTime(50)
    transport.last.open()
    transport.last.event('note', 'a')
    vi.advanceTimersByTime(50)
    at('open', dialled + 50)

    // A redial that fails is the same loss: the time runs from the first failure on.
    transport.last.lose()
    vi.advanceTimersByTime(1000)
    transport.last.lose()
    at('reconnecting', dialled + 100)
    off()
    at('idle', dialled + 1100)
    vi.advanceTimersByTime(50)
    source.close()
    at('closed', dialled + 1150)
  })

  test('is not built for events between two reads', () => {
    const { transport, source } = make()
    const snapshots = new Set()
    source.subscribe(() => {})
    transport.last.open()
    for (let i = 0; i < 10_000; i++) transport.last.event('size', `${i}`)
    snapshots.add(source.getSnapshot())
    expect([...snapshots]).toEqual([expect.objectContaining({ data: 9999 })])
  })
})

describe('close', () => {
  test('in a listener is the last that anybody hears', () => {
    const { transport, source } = make()
    const seen: unknown[] = []
    const statuses: string[] = []
    source.on('size', ({ data }) => {
      seen.push(data)
      source.close()
    })
    source.on('size', () => seen.push('another listener'))
    source.onGap(() => seen.push('gap'))
    source.subscribe(() => statuses.push(source.getSnapshot().status))
    transport.last.open()
    transport.last.event('size', '1')
    expect(() => transport.last.event('size', '2')).toThrow(
      "A closed connection cannot send 'event'",
    )
    expect([seen, statuses]).toEqual([[1], ['open', 'closed']])
    vi.advanceTimersByTime(60_000)
    expect([transport.sockets, vi.getTimerCount(), statuses.length]).toEqual([0, 0, 2])
  })

  test('in a subscriber stops the others, but for the closing itself', () => {
    const { transport, source } = make()
    const heard: string[] = []
    source.subscribe(() => {
      heard.push(`first ${source.getSnapshot().status}`)
      if (source.getSnapshot().status === 'open') source.close()
    })
    source.subscribe(() => heard.push(`second ${source.getSnapshot().status}`))
    transport.last.open()
    expect(heard).toEqual(['first connecting', 'first open', 'first closed', 'second closed'])
  })

  test.each<[string, (source: EventSourceStore, client: EventSourceClient) => void]>([
    ['close', (source) => source.close()],
    ['clear', (_, client) => client.clear()],
  ])('%s in a subscriber that hears of a retry leaves no stream behind', (_, end) => {
    const client = createEventSourceClient()
    const { transport, source } = make({ client, retry: () => false, linger: 60_000 })
    const off = source.on('note', () => {})
    transport.last.lose()
    off()
    vi.advanceTimersByTime(30_000)
    source.subscribe(() => {
      if (source.getSnapshot().status === 'reconnecting') end(source, client)
    })
    expect(source.getSnapshot().status).not.toBe('reconnecting')
    expect([transport.dials.length, vi.getTimerCount()]).toEqual([1, 0])
  })

  test('while waiting for the next dial leaves no timer', () => {
    const { transport, source } = make()
    source.on('note', () => {})
    transport.last.lose()
    source.close()
    expect(vi.getTimerCount()).toBe(0)
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null, failureCount: 0 })
  })

  test('holds for those who listen later, until connect() is called', () => {
    const { transport, source } = make()
    const seen: string[] = []
    source.close()
    source.close()
    expect(source.getSnapshot().status).toBe('closed')
    source.on('note', ({ data }) => seen.push(data))
    expect(transport.dials).toHaveLength(0)

    source.connect()
    expect(source.getSnapshot().status).toBe('connecting')
    transport.last.open()
    transport.last.event('note', 'a')
    expect(seen).toEqual(['a'])
  })

  test('after a failure forgets it', () => {
    const { transport, source } = make()
    source.subscribe(() => {})
    transport.last.lose({ kind: 'http', status: 401 })
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: { status: 401 } })
    source.close()
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
  })
})

describe('connect', () => {
  test('dials at once instead of waiting', () => {
    const { transport, source } = make()
    source.on('note', () => {})
    transport.last.lose({ kind: 'http', status: 503, retryAfter: 60_000 })
    source.connect()
    expect(transport.dials).toHaveLength(2)
    transport.last.open()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does nothing where there is a connection, or one under way', () => {
    const { transport, source } = make()
    source.on('note', () => {})
    source.connect()
    transport.last.open()
    source.connect()
    expect([transport.dials.length, transport.sockets]).toEqual([1, 1])
  })

  test('without a listener lingers for one', () => {
    const { transport, source } = make()
    source.connect()
    vi.advanceTimersByTime(999)
    expect(transport.sockets).toBe(1)
    source.on('note', () => {})
    vi.advanceTimersByTime(60_000)
    expect([transport.dials.length, transport.sockets]).toEqual([1, 1])
  })

  test('in a listener, after a close, is another dial', () => {
    const { transport, source } = make()
    const seen: string[] = []
    source.on('note', ({ data }) => {
      seen.push(data)
      source.close()
      source.connect()
    })
    transport.last.open()
    transport.last.event('note', 'a')
    expect([transport.dials.length, transport.sockets, source.getSnapshot().status]).toEqual([
      2,
      1,
      'connecting',
    ])
    transport.last.open()
    transport.last.event('note', 'b')
    expect(seen).toEqual(['a', 'b'])
  })
})

test('sends a POST once, however often its listeners come back, until it is asked to connect', () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    method: 'POST',
    events: { note: text },
    transport,
  })
  const listen = () => source.on('note', () => {})
  const off = listen()
  transport.last.open()
  off()
  listen()()
  expect(transport.sockets).toBe(1)

  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
  listen()
  expect([source.getSnapshot().status, transport.dials.length]).toEqual(['closed', 1])
  source.connect()
  expect([source.getSnapshot().status, transport.dials.length]).toEqual(['connecting', 2])
})
