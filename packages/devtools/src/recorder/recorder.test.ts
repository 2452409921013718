import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { decodedText, entryOf } from './eventEntry.ts'
import { play, record } from './recorder.test.helper.ts'
import type { TimelineEntry } from './streamLog.ts'

const words = (entry: TimelineEntry) =>
  entry.kind === 'dial'
    ? `dial ${entry.number} from '${entry.lastEventId}'`
    : entry.kind === 'step'
      ? `${entry.from} → ${entry.to} on ${entry.event}`
      : entry.kind

test('one stream is one log across its reconnects', () => {
  const recorder = record()
  const { transport } = play()
  transport.last.open({ response: { status: 200, headers: {} } })
  transport.last.event('price', '1', '7')
  transport.last.lose({ kind: 'http', status: 503, message: 'Busy.' })
  vi.advanceTimersByTime(10_000)
  transport.last.open()
  expect(recorder.streams).toHaveLength(1)
  const [log] = recorder.streams
  expect(log!.dials).toBe(2)
  expect(log!.timeline.items().map(words)).toEqual([
    "dial 1 from ''",
    'idle → connecting on connect',
    'connecting → open on open',
    'open → waiting on wait',
    "dial 2 from '7'",
    'waiting → redialing on connect',
    'redialing → open on open',
    'gap',
  ])
  const wait = log!.timeline.items()[3]
  expect(wait).toMatchObject({ failure: { kind: 'http', status: 503, willRetry: true } })
  expect(log!.timeline.items().at(-1)).toMatchObject({ lastEventId: '7' })
})

test('a stream that proves itself open is not back a second time', () => {
  const recorder = record()
  const { transport } = play()
  transport.last.open()
  transport.last.lose()
  vi.advanceTimersByTime(10_000)
  transport.last.open()
  vi.advanceTimersByTime(2000)
  transport.last.event('price', '1')
  const kinds = recorder.streams[0]!.timeline.items().map(words)
  expect(kinds.at(-1)).toBe('open → open on progress')
  expect(kinds.filter((kind) => kind === 'gap')).toHaveLength(1)
})

test('a store that is closed and connected again goes on with its log', () => {
  const recorder = record()
  const { store, transport } = play()
  store.close()
  expect(recorder.streams[0]!.isEnded).toBe(true)
  store.connect()
  transport.last.open()
  expect(recorder.streams).toHaveLength(1)
  expect(recorder.streams[0]).toMatchObject({ isEnded: false, dials: 2 })
  expect(recorder.observedOf(recorder.streams[0]!)?.state.phase).toBe('open')
})

test('a stream that was opened before the recorder is there', () => {
  vi.useFakeTimers()
  const { transport } = play({ url: 'https://api.test/before' })
  transport.last.open()
  const recorder = record()
  expect(recorder.streams.map(({ url }) => url)).toContain('https://api.test/before')
})

test('events are written down only while something watches, with what became of them', () => {
  const recorder = record()
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  const { transport } = play()
  transport.last.open()
  transport.last.event('price', '1')
  const unwatch = recorder.watch()
  transport.last.event('price', '{"bid":2}', '8')
  transport.last.event('price', '{')
  transport.last.comment()
  transport.last.retry(500)
  unwatch()
  transport.last.event('price', '3')
  const [log] = recorder.streams
  expect(
    log!.events
      .items()
      .map(entryOf)
      .map(({ kind, raw, outcome }) => [kind, raw, outcome]),
  ).toEqual([
    ['event', '{"bid":2}', 'decoded'],
    ['event', '{', 'refused'],
    ['comment', '', 'unread'],
    ['retry', '500', 'unread'],
  ])
  const [first, refused] = log!.events.items()
  expect(first!.value).toEqual({ bid: 2 })
  expect(entryOf(refused!).reason).toMatch(/JSON/)
  expect(recorder.observedOf(log!)?.events).toBe(4)
})

test('an event whose ID comes from its data has its decoded value, too', () => {
  const recorder = record()
  recorder.watch()
  const { transport } = play({ idOf: ({ raw }) => JSON.parse(raw).id })
  transport.last.open()
  transport.last.event('price', '{"id":1}')
  const [entry] = recorder.streams[0]!.events.items()
  expect(entry!.outcome).toBe('decoded')
})

test('an event that its store holds while it lingers is decoded when a listener is back', () => {
  const recorder = record()
  recorder.watch()
  const transport = fakeTransport()
  const store = createEventSource({
    client: createEventSourceClient(),
    url: 'https://api.test/held',
    events: { price: JSON.parse },
    transport,
  })
  onTestFinished(() => store.close())
  const leave = store.on('price', () => {})
  transport.last.open()
  leave()
  for (let n = 1; n <= 1000; n++) transport.last.event('price', `${n}`)
  const outcomes = () => recorder.streams[0]!.events.items().map(({ outcome }) => outcome)
  expect(new Set(outcomes())).toEqual(new Set(['unread']))
  store.on('price', () => {})
  expect(outcomes()).toHaveLength(1000)
  expect(new Set(outcomes())).toEqual(new Set(['decoded']))
})

test('ten thousand events are kept, and then the newest of them', () => {
  const recorder = record()
  recorder.watch()
  const { transport } = play({ events: { price: (raw) => raw } })
  transport.last.open()
  for (let n = 1; n <= 10_000; n++) transport.last.event('price', `${n}`)
  const { events } = recorder.streams[0]!
  expect([events.length, events.dropped]).toEqual([10_000, 0])
  expect(events.items().map((record) => Number(entryOf(record).raw))).toEqual(
    Array.from({ length: 10_000 }, (_, n) => n + 1),
  )
  transport.last.event('price', 'last')
  expect([events.length, events.dropped, entryOf(events.at(0)!).raw]).toEqual([10_000, 1, '2'])
})

test('decoded data is kept for the newest thousand events, and why one was refused for all', () => {
  const recorder = record()
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  recorder.watch()
  const { transport } = play()
  transport.last.open()
  transport.last.event('price', '{')
  for (let n = 1; n <= 1001; n++) transport.last.event('price', `${n}`)
  const records = recorder.streams[0]!.events.items()
  expect(entryOf(records[0]!).reason).toMatch(/JSON/)
  const [oldest, ...kept] = records.slice(1)
  expect([oldest!.outcome, decodedText(oldest!)]).toEqual(['decoded', null])
  expect(kept.map(decodedText)).toEqual(Array.from({ length: 1000 }, (_, n) => `${n + 2}`))
})

test('a hundred streams that came and went leave thirty logs', () => {
  const recorder = record()
  for (let n = 0; n < 100; n++) play({ url: `https://api.test/${n}` }).store.close()
  expect(recorder.streams.length).toBeLessThanOrEqual(31)
})
