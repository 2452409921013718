import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Gap } from '../connection/consumers.ts'
import { text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'
import type { EventSourceOptions } from './store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const url = 'http://a.test/'
const events = { note: text }

/** A store that has been listened to, and is left by its only listener. */
function left(options: Partial<EventSourceOptions<{ note: string }>> = {}, id = '1') {
  const transport = fakeTransport()
  const source = createEventSource({ url, events, transport, ...options })
  const seen: unknown[] = []
  const see = ({ data }: { data: string }) => void seen.push(data)
  source.onGap((gap) => seen.push(gap))
  const off = source.on('note', see)
  transport.last.open()
  transport.last.event('note', '1', id)
  off()
  return { transport, source, seen, see }
}

describe('what comes while a store lingers', () => {
  test('is handed to the listener that comes back, before what follows', () => {
    const { transport, source, seen, see } = left()
    transport.last.event('note', '2', '2')
    transport.last.event('note', '3', '3')
    expect([seen, source.getSnapshot().status, source.getSnapshot().data]).toEqual([
      ['1'],
      'idle',
      '1',
    ])
    source.on('note', see)
    transport.last.event('note', '4', '4')
    expect(seen).toEqual(['1', '2', '3', '4'])
    expect(source.getSnapshot()).toMatchObject({ status: 'open', data: '4' })
  })

  test('is handed to each of those that come back in the same task, and to none after it', async () => {
    const { transport, source, seen, see } = left()
    transport.last.event('note', '2')
    source.subscribe(() => {})
    expect(source.getSnapshot().data).toBe('2')
    source.on('note', see)
    source.on('note', see)
    expect(seen).toEqual(['1', '2', '2'])
    await Promise.resolve()
    source.on('note', see)
    expect(seen).toEqual(['1', '2', '2'])
  })

  test('is handed once to a listener that is taken away and added again, as StrictMode does', () => {
    const { transport, source, seen, see } = left()
    transport.last.event('note', '2')
    source.on('note', see)()
    source.on('note', see)
    expect(seen).toEqual(['1', '2'])
  })

  test('is handed over to the end, even if another listener leaves in the middle of it', () => {
    const { transport, source, seen, see } = left()
    for (const data of ['2', '3', '4']) transport.last.event('note', data)
    let calls = 0
    const other = source.subscribe(() => {})
    const leave = (event: { data: string }) => {
      see(event)
      if (++calls === 1) other()
    }
    source.on('note', leave)
    expect(seen.slice(1)).toEqual(['2', '3', '4'])
  })

  test('includes a gap, in its place', () => {
    const { transport, source, seen, see } = left({ linger: 60_000, retry: () => 1000 })
    transport.last.event('note', '2', '2')
    transport.last.lose()
    vi.advanceTimersByTime(1000)
    transport.last.open()
    transport.last.event('note', '3', '3')
    source.on('note', see)
    expect(seen).toEqual(['1', '2', { duration: 1000, lastEventId: '2' }, '3'])
  })

  test.each([
    ['1,000 events', 1001, 'x'],
    ['a mebibyte of text', 3, 'x'.repeat(400_000)],
  ])('is given up for a gap beyond %s', (_, count, data) => {
    const { transport, source, seen, see } = left()
    for (let n = 0; n < count; n++) transport.last.event('note', data, `${n}`)
    vi.advanceTimersByTime(500)
    source.on('note', see)
    expect(seen).toEqual(['1', { duration: 500, lastEventId: '' }])
    transport.last.event('note', 'more')
    expect(seen.at(-1)).toBe('more')
  })

  test('is all there at exactly the limit', () => {
    const { transport, source, seen, see } = left()
    for (let n = 0; n < 1000; n++) transport.last.event('note', `${n}`)
    source.on('note', see)
    expect(seen).toHaveLength(1001)
  })

  test('is asked about by until when it is read, and nothing comes after the end', () => {
    const { transport, source, seen, see } = left({ until: ({ raw }) => raw === 'end' })
    for (const data of ['2', 'end', '3']) transport.last.event('note', data)
    source.on('note', see)
    expect(seen).toEqual(['1', '2'])
    expect([source.getSnapshot().status, transport.sockets]).toEqual(['closed', 0])
  })

  test('is dropped by a close', () => {
    const { transport, source, seen, see } = left()
    transport.last.event('note', '2')
    source.close()
    source.connect()
    source.on('note', see)
    expect(seen).toEqual(['1'])
  })

  test('of an answer to a POST is there, and its end, when a listener comes back', () => {
    const { transport, source, seen, see } = left({ method: 'POST' }, '')
    transport.last.event('note', '2')
    transport.last.lose({ kind: 'ended' })
    source.on('note', see)
    expect(seen).toEqual(['1', '2'])
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: { kind: 'ended' } })
    expect(transport.dials).toHaveLength(1)
  })
})

describe('a longer absence', () => {
  test('with others on the connection is a gap without an id: those events are gone', () => {
    const { transport, source, seen, see } = left()
    const other = createEventSource({ url, events, transport })
    other.on('note', () => {})
    vi.advanceTimersByTime(1000)
    transport.last.event('note', '2', '2')
    vi.advanceTimersByTime(3000)
    source.on('note', see)
    transport.last.event('note', '3', '3')
    expect(seen).toEqual(['1', { duration: 3000, lastEventId: '' }, '3'])
  })

  test('alone is a gap from the last event on, reported when the stream is open again', () => {
    const { transport, source, seen, see } = left()
    vi.advanceTimersByTime(6000)
    source.on('note', see)
    expect(seen).toEqual(['1'])
    expect(transport.last.request.lastEventId).toBe('1')
    transport.last.open()
    transport.last.event('note', '2', '2')
    expect(seen).toEqual(['1', { duration: 5000, lastEventId: '1' }, '2'])
  })

  test('after an event that was held and dropped is a gap without an id: that event is gone', () => {
    const { transport, source, seen, see } = left()
    transport.last.event('note', '2', '2')
    vi.advanceTimersByTime(6000)
    source.on('note', see)
    expect(transport.last.request.lastEventId).toBe('2')
    transport.last.open()
    expect(seen).toEqual(['1', { duration: 5000, lastEventId: '' }])
  })

  test('that ends with a gap of the connection is reported as one', () => {
    const { transport, source, seen, see } = left()
    const other = createEventSource({ url, events, transport, retry: () => 1000 })
    const gaps: Gap[] = []
    other.onGap((gap) => gaps.push(gap))
    other.on('note', () => {})
    vi.advanceTimersByTime(3000)
    transport.last.lose()
    source.on('note', see)
    vi.advanceTimersByTime(30_000)
    transport.last.open()
    expect(seen.slice(1)).toEqual([expect.objectContaining({ lastEventId: '' })])
    expect(gaps).toHaveLength(1)
  })

  test('after a close is none', () => {
    const { transport, source, seen, see } = left()
    source.close()
    vi.advanceTimersByTime(5000)
    source.connect()
    source.on('note', see)
    transport.last.open()
    expect(seen).toEqual(['1'])
  })
})

describe('a state', () => {
  const reducers = { note: (state: string, { data }: { data: string }) => state + data }

  test('misses nothing when its page is left and shown again', () => {
    const transport = fakeTransport()
    const source = createEventSource({ url, events, transport })
    const state = createEventState(source, '', reducers)
    const off = state.subscribe(() => {})
    transport.last.open()
    transport.last.event('note', '1')
    off()
    transport.last.event('note', '2')
    state.subscribe(() => {})
    transport.last.event('note', '3')
    expect(state.getSnapshot()).toBe('123')
  })

  test('misses nothing either where something else listens to the same store meanwhile', () => {
    const transport = fakeTransport()
    const source = createEventSource({ url, events, transport })
    source.on('note', () => {})
    const state = createEventState(source, '', reducers)
    const off = state.subscribe(() => {})
    transport.last.open()
    transport.last.event('note', '1')
    off()
    transport.last.event('note', '2')
    vi.advanceTimersByTime(999)
    state.subscribe(() => {})()
    transport.last.event('note', '3')
    vi.advanceTimersByTime(1000)
    transport.last.event('note', 'too late')
    expect(state.getSnapshot()).toBe('123')
  })
})

test('a listener that comes while another store connects joins once', () => {
  const transport = fakeTransport()
  const make = () => createEventSource({ url, events, transport })
  const [one, other] = [make(), make()]
  const seen: string[] = []
  let off: (() => void) | undefined
  one.subscribe(() => {
    if (transport.dials.length === 2) off ??= other.on('note', ({ data }) => seen.push(data))
  })
  transport.last.lose({ kind: 'ended', status: 204 })
  other.connect()
  transport.last.open()
  transport.last.event('note', '1')
  transport.last.event('note', '2')
  expect(seen).toEqual(['1', '2'])
  off?.()
  one.close()
  expect(other.getSnapshot().status).toBe('idle')
})
