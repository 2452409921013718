import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { collectLogs } from '../platform/collectLogs.test.helper.ts'
import { json } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventState } from '../store/eventState.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { IdOf } from './eventIds.ts'
import { resumeFrom } from './resumeFrom.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Note {
  readonly seq?: number
  readonly text: string
}

const seq: IdOf = ({ raw }) => (JSON.parse(raw) as Note).seq

/** A stream whose server sends no `id:`, but counts its events in their data. */
function join(options: Partial<EventSourceOptions<{ note: Note }>> = {}) {
  const { transport = fakeTransport() } = options as { transport?: FakeTransport }
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: json<Note>() },
    idOf: seq,
    ...options,
    transport,
  })
  const seen: string[] = []
  const listen = () => source.on('note', ({ data }) => void seen.push(data.text))
  const off = listen()
  /** Sends notes, each with its place in the alphabet. */
  const send = (texts: string) => {
    for (const note of texts)
      transport.last.event('note', JSON.stringify({ seq: note.charCodeAt(0) - 96, text: note }))
  }
  const open = () => transport.last.open()
  /** Breaks the line, and waits for the next dial. */
  const cut = () => {
    transport.last.lose()
    vi.advanceTimersByTime(60_000)
    open()
  }
  // Another store of a stream finds it open.
  if (!options.transport) open()
  return { transport, source, seen, listen, off, open, send, cut }
}

const idOf = ({ source }: ReturnType<typeof join>) => source.getSnapshot().lastEventId

describe('the id in the data of an event', () => {
  test('is shown, and sent by the next dial', () => {
    const stream = join()
    const heard: string[] = []
    stream.source.on('note', ({ lastEventId }) => heard.push(lastEventId))
    stream.send('abc')
    expect([heard, idOf(stream)]).toEqual([['1', '2', '3'], '3'])
    stream.cut()
    expect(stream.transport.last.request.lastEventId).toBe('3')
  })

  test('is given to a url function', () => {
    const asked: string[] = []
    const url = ({ lastEventId }: { lastEventId: string }) => {
      asked.push(lastEventId)
      return 'http://a.test/'
    }
    const stream = join({ url })
    stream.send('ab')
    stream.cut()
    expect(asked).toEqual(['', '2'])
  })

  test('may keep what an earlier event said', () => {
    const stream = join({
      idOf(event, previous) {
        const [run = ''] = previous.split(':')
        const { seq, text } = JSON.parse(event.raw) as Note
        return `${run || text}:${seq}`
      },
    })
    stream.send('ab')
    expect(idOf(stream)).toBe('a:2')
    stream.cut()
    stream.send('abc')
    expect(idOf(stream)).toBe('a:3')
    expect(stream.seen).toEqual(['a', 'b', 'c'])
  })

  test('is not asked for where the server sends one', () => {
    const asked: string[] = []
    const { transport, source } = join({ idOf: ({ raw }) => void asked.push(raw) })
    transport.last.event('note', '{"text":"a"}', '7')
    transport.last.event('note', '{"text":"b"}')
    expect(asked).toEqual(['{"text":"b"}'])
    expect(source.getSnapshot().lastEventId).toBe('7')
  })
})

describe('an event that a reconnect brings again is dropped', () => {
  test.each([
    ['all of them', 'abcd'],
    ['those from the id on', 'cd'],
    ['those after the id', 'd'],
  ])('when the server sends %s', (_name, replay) => {
    const stream = join()
    stream.send('abc')
    stream.cut()
    stream.send(replay)
    expect(stream.seen.join('')).toBe('abcd')
    expect(idOf(stream)).toBe('4')
  })

  test('and the id does not go back, when that is cut, too', () => {
    const stream = join()
    stream.send('abc')
    stream.cut()
    stream.send('a')
    stream.cut()
    expect(stream.transport.last.request.lastEventId).toBe('3')
    stream.send('abcd')
    expect(stream.seen.join('')).toBe('abcd')
  })

  test('for every listener and every store, and not asked about with until', () => {
    const until = vi.fn(() => false)
    const stream = join({ until })
    const other = join({ transport: stream.transport, until })
    const state = createEventState(other.source, '', { note: (all, { data }) => all + data.text })
    state.subscribe(() => {})
    stream.send('ab')
    stream.cut()
    stream.send('abc')
    expect([stream.seen.join(''), other.seen.join(''), state.getSnapshot()]).toEqual([
      'abc',
      'abc',
      'abc',
    ])
    expect(until).toHaveBeenCalledTimes(6)
    expect(stream.source.getSnapshot().data).toEqual({ seq: 3, text: 'c' })
  })

  test('after close() and connect()', () => {
    const { source, open, send, seen } = join()
    send('ab')
    source.close()
    source.connect()
    open()
    send('abc')
    expect(seen.join('')).toBe('abc')
  })

  test('after all listeners left for longer than the linger', () => {
    const { off, listen, open, send, seen } = join()
    send('ab')
    off()
    vi.advanceTimersByTime(60_000)
    listen()
    open()
    send('abc')
    expect(seen.join('')).toBe('abc')
  })

  test('unless others of the stream had it while this store was away', () => {
    const stream = join()
    const other = join({ transport: stream.transport })
    stream.send('a')
    stream.off()
    vi.advanceTimersByTime(60_000)
    stream.send('b')
    other.off()
    vi.advanceTimersByTime(60_000)
    stream.listen()
    stream.open()
    stream.send('abc')
    expect([stream.seen.join(''), other.seen.join('')]).toEqual(['abc', 'ab'])
  })

  test('where the browser reconnects by itself, too', () => {
    const { transport, open, send, seen } = join()
    send('ab')
    transport.last.lose({}, true)
    open()
    send('abc')
    expect(seen.join('')).toBe('abc')
  })
})

describe('no event is lost', () => {
  test('by the ids of the server, which may count from 1 at each connection', () => {
    const { transport, source, open } = join({ idOf: undefined })
    const seen: string[] = []
    source.on('note', ({ data }) => seen.push(data.text))
    transport.last.event('note', '{"text":"a"}', '1')
    transport.last.lose()
    vi.advanceTimersByTime(60_000)
    open()
    transport.last.event('note', '{"text":"b"}', '1')
    expect(seen).toEqual(['a', 'b'])
  })

  test('by one id for two events of a request', () => {
    const heard = hearWarnings()
    const { send, seen } = join({ idOf: () => 'chatcmpl-7' })
    send('abc')
    expect(seen).toEqual(['a', 'b', 'c'])
    expect(heard).toEqual([expect.stringContaining('#id-repeated')])
  })

  test('that has no id, and keeps the one before', () => {
    const stream = join()
    stream.send('a')
    stream.transport.last.event('note', '{"text":"b"}')
    stream.cut()
    stream.transport.last.event('note', '{"text":"c"}')
    expect([stream.seen.join(''), idOf(stream)]).toEqual(['abc', '1'])
  })

  test('by an answer that is no id, which is warned of', () => {
    const heard = hearWarnings()
    const answers = ['', null, undefined, Number.NaN, {}, Promise.resolve('1')]
    const stream = join({ idOf: () => answers.shift() as string })
    stream.send('abcdef')
    expect([stream.seen.join(''), idOf(stream)]).toEqual(['abcdef', ''])
    expect(heard).toEqual([
      expect.stringMatching(/answered with number.*#id-invalid/),
      expect.stringContaining('object'),
    ])
  })

  test('by an idOf that throws, which is logged once', () => {
    const logs = collectLogs()
    const stream = join()
    stream.send('a')
    stream.transport.last.event('note', '[DONE]')
    stream.transport.last.event('note', '[DONE]')
    stream.send('b')
    expect([stream.seen.join(''), idOf(stream)]).toEqual(['ab', '2'])
    expect(logs.filter(([message]) => message.includes('idOf'))).toHaveLength(1)
  })

  test('when more of them came than are remembered: the oldest are delivered again', () => {
    const { transport, seen, cut } = join({ events: { note: json<Note>() } })
    const send = (from: number, to: number) => {
      for (let seq = from; seq <= to; seq++)
        transport.last.event('note', JSON.stringify({ seq, text: `${seq}` }))
    }
    send(1, 10_001)
    cut()
    send(1, 10_002)
    expect(seen.slice(10_001)).toEqual(['1', '10002'])
  })
})

test('a page that is loaded again knows the id, and no event of before', () => {
  const items = new Map<string, string>()
  const resume = resumeFrom({
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  })
  const before = join({ resume })
  before.send('ab')
  before.source.close()
  const after = join({ resume })
  expect(after.transport.last.request.lastEventId).toBe('2')
  after.send('abc')
  expect(after.seen.join('')).toBe('abc')
})

test('a stream that begins again by its first request knows no event of before', () => {
  const { source, send, seen, open } = join({
    method: 'POST',
    reconnectWith: () => ({ method: 'GET' }),
    until: ({ raw }) => raw.includes('"c"') && 'after',
  })
  send('abc')
  source.connect()
  open()
  send('abc')
  expect(seen.join('')).toBe('abcabc')
})
