import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import type { Failure } from '../transports/failure.ts'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { collectReports } from '../platform/fakePlatform.test.helper.ts'
import type { RawEvent } from '../transports/transport.ts'
import { errorsPage } from '../development/errorsPage.ts'

let reports: ReturnType<typeof collectReports>
beforeEach(() => {
  vi.useFakeTimers()
  reports = collectReports()
})
afterEach(() => {
  reports.restore()
  vi.useRealTimers()
})

const url = 'http://a.test/'

function open() {
  const transport = fakeTransport()
  const source = createEventSource({
    url,
    events: { note: text, size: json<number>() },
    transport,
    lastEventId: '0',
  })
  const seen: unknown[] = []
  const see = ({ data }: { data: unknown }) => seen.push(data)
  source.subscribe(() => {})
  transport.last.open()
  return { transport, source, seen, see }
}

describe('every event', () => {
  test('comes once and in order to each listener of its type, however many there are', () => {
    const { transport, source, seen, see } = open()
    const others: unknown[] = []
    source.on('note', see)
    source.on('size', see)
    source.on('note', (event) => others.push(event))
    for (let i = 0; i < 10_000; i++) transport.last.event(i % 2 ? 'note' : 'size', `${i}`, `${i}`)
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, i) => (i % 2 ? `${i}` : i)))
    expect(others).toHaveLength(5000)
    expect(others[0]).toEqual({ type: 'note', raw: '1', data: '1', lastEventId: '1' })
  })

  test('comes to the others when a listener throws, and that is reported', () => {
    const { transport, source, seen, see } = open()
    const broken = new Error('broken listener')
    source.on('note', () => {
      throw broken
    })
    source.on('note', see)
    transport.last.event('note', 'a')
    transport.last.event('note', 'b')
    expect(seen).toEqual(['a', 'b'])
    expect(reports.errors).toEqual([broken, broken])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', data: 'b' })
  })

  test('comes to no listener that was added or removed by it', () => {
    const { transport, source, seen, see } = open()
    const off = source.on('note', () => {
      off()
      leave()
      source.on('note', see)
    })
    const leave = source.on('note', () => seen.push('removed'))
    transport.last.event('note', 'a')
    expect(seen).toEqual([])
    transport.last.event('note', 'b')
    expect(seen).toEqual(['b'])
  })

  test('finds the snapshot up to date', () => {
    const { transport, source, seen } = open()
    source.on('note', () => seen.push(source.getSnapshot().data, source.getSnapshot().lastEventId))
    source.getSnapshot()
    transport.last.event('note', 'a', '1')
    expect(seen).toEqual(['a', '1'])
  })

  test.each(['error', 'open', 'message', 'close', 'constructor', 'toString', '__proto__'])(
    "may be named '%s'",
    (name) => {
      const transport = fakeTransport()
      const source = createEventSource({
        url,
        events: Object.fromEntries([[name, text]]),
        transport,
      })
      const seen: string[] = []
      expect(Object.keys(source.getSnapshot().latest)).toEqual([])
      expect(source.getSnapshot().latest[name]).toBeUndefined()
      source.on(name, ({ data }) => seen.push(data))
      transport.last.open()
      transport.last.event(name, 'a')
      expect(seen).toEqual(['a'])
      expect(source.getSnapshot()).toMatchObject({
        status: 'open',
        data: 'a',
        event: { type: name },
      })
      expect(source.getSnapshot().latest[name]?.data).toBe('a')
      expect(({} as { data?: unknown }).data).toBeUndefined()
    },
  )

  test('is not decoded when nothing listens', () => {
    const transport = fakeTransport()
    const warnings = hearWarnings()
    const calls: string[] = []
    const decoder = (data: string) => calls.push(data)
    const source = createEventSource({ url, events: { note: decoder, other: text }, transport })
    source.on('other', () => {})
    transport.last.open()
    transport.last.event('note', 'a')
    transport.last.event('unknown', 'b')
    transport.last.event('unheard-of', 'b')
    expect(calls).toEqual([])
    expect(warnings).toEqual([expect.stringContaining("the type 'unknown', which is not declared")])

    transport.last.event('note', 'newest')
    transport.last.event('other', 'newer still')
    source.subscribe(() => {})
    expect(calls).toEqual(['newest'])
    expect(source.getSnapshot()).toMatchObject({
      data: 'newer still',
      latest: { note: { raw: 'newest' } },
    })
  })
})

test('a listener for what was not declared is refused, with the way out', () => {
  const { source } = open()
  // @ts-expect-error: 'nope' is not among the events.
  expect(() => source.on('nope', () => {})).toThrow(
    new TypeError(
      `The event type "nope" is not declared: add it to the 'events' option. (${errorsPage}#type-undeclared)`,
    ),
  )
})

describe('an event that cannot be decoded', () => {
  const Price = z.object({ bid: z.number() })

  test.each([
    ['JSON', '{"bid":', 'SyntaxError'],
    ['a schema', '{"bid":"high"}', 'number'],
  ])('by %s reaches onInvalid, and the stream goes on', (_name, bad, reason) => {
    const transport = fakeTransport()
    const refused: [RawEvent, Failure][] = []
    const onInvalid = (event: RawEvent, failure: Failure) => void refused.push([event, failure])
    const source = createEventSource({ url, events: { price: Price }, transport, onInvalid })
    const seen: number[] = []
    source.on('price', ({ data }) => seen.push(data.bid))
    transport.last.open()
    transport.last.event('price', '{"bid":1}', '1')
    transport.last.event('price', bad, '2')
    transport.last.event('price', '{"bid":3}', '3')

    expect(seen).toEqual([1, 3])
    const failure = { kind: 'decode', message: expect.stringContaining(reason) }
    expect(refused).toEqual([[{ type: 'price', raw: bad, lastEventId: '2' }, failure]])
    expect(reports.errors).toEqual([])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', failure: null, lastEventId: '3' })
  })

  test('is logged when there is no onInvalid, and never an uncaught exception', () => {
    const logged = collectLogs()
    const { transport, source, seen, see } = open()
    source.on('size', see)
    transport.last.event('size', '1')
    transport.last.event('size', 'many', '7')
    expect(seen).toEqual([1])
    const message = "An event of the type 'size' could not be decoded."
    expect([reports.errors, logged]).toEqual([[], [[message, expect.any(SyntaxError)]]])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', data: 1, lastEventId: '7' })
  })

  test('is reported once, even to a subscriber that comes later', () => {
    const transport = fakeTransport()
    let refused = 0
    const onInvalid = () => void refused++
    const source = createEventSource({
      url,
      events: { size: json<number>() },
      transport,
      onInvalid,
    })
    source.on('size', () => {})
    transport.last.open()
    transport.last.event('size', 'many')
    source.subscribe(() => {})()
    source.subscribe(() => {})
    expect(refused).toBe(1)
  })

  test('does no harm when onInvalid is broken', () => {
    const logged = collectLogs()
    const transport = fakeTransport()
    const broken = new Error('broken onInvalid')
    const onInvalid = () => {
      throw broken
    }
    const source = createEventSource({
      url,
      events: { size: json<number>(), note: text },
      transport,
      onInvalid,
    })
    source.on('note', () => {})
    transport.last.open()
    transport.last.event('size', 'many')
    const off = source.subscribe(() => {})
    transport.last.event('size', 'more')
    transport.last.event('note', 'a')
    expect(reports.errors).toEqual([])
    expect(logged.map(([, error]) => error)).toEqual([broken, broken])
    expect(source.getSnapshot().data).toBe('a')
    off()
  })
})

describe('until', () => {
  test('sees the raw event first, and ends the stream with an event that is not delivered', () => {
    const transport = fakeTransport()
    const source = createEventSource({
      url,
      events: { note: json<number>() },
      transport,
      until: ({ raw }) => raw === '[DONE]',
    })
    const seen: number[] = []
    const statuses: string[] = []
    source.on('note', ({ data }) => seen.push(data))
    source.subscribe(() => statuses.push(source.getSnapshot().status))
    transport.last.open()
    transport.last.event('note', '1')
    transport.last.event('note', '[DONE]')
    expect(seen).toEqual([1])
    expect(statuses).toEqual(['open', 'open', 'closed'])
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null, data: 1 })
    expect([reports.errors.length, transport.sockets, vi.getTimerCount()]).toEqual([0, 0, 0])
  })
})

describe('a gap', () => {
  test('is reported when the stream is back, before the events that follow', () => {
    const { transport, source, seen, see } = open()
    source.on('note', see)
    const off = source.onGap((gap) => seen.push(gap))
    transport.last.event('note', 'a', '1')
    transport.last.lose()
    vi.advanceTimersByTime(3000)
    transport.last.lose({ kind: 'http', status: 503 })
    vi.advanceTimersByTime(6000)
    expect(seen).toEqual(['a'])
    transport.last.open()
    transport.last.event('note', 'b')
    expect(seen).toEqual(['a', { duration: 9000, lastEventId: '1' }, 'b'])

    off()
    vi.advanceTimersByTime(1000)
    transport.last.lose()
    vi.advanceTimersByTime(3000)
    transport.last.open()
    expect(seen).toHaveLength(3)
  })

  test('is none before the first opening, and none after a close', () => {
    const { transport, source, seen } = open()
    source.onGap((gap) => seen.push(gap))
    transport.last.lose()
    vi.advanceTimersByTime(3000)
    source.close()
    source.connect()
    transport.last.open()
    expect(seen).toEqual([])
  })
})
