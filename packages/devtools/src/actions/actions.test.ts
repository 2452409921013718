import { nativeTransport } from '@use-event-source/core'
import { expect, test, vi } from 'vitest'
import { eventOf } from '../recorder/eventRecord.ts'
import { play, record } from '../recorder/recorder.test.helper.ts'
import * as actions from './actions.ts'
import { testScriptOf } from './testScript.ts'

function open(options?: Parameters<typeof play>[0]) {
  const recorder = record()
  recorder.watch()
  const { store, transport } = play(options)
  transport.last.open()
  const [log] = recorder.streams
  return { recorder, store, transport, log: log!, stream: recorder.observedOf(log!)! }
}

test('a stream that is hung up comes back by itself', () => {
  const { store, transport, stream } = open()
  actions.hangUp(stream)
  expect(transport.sockets).toBe(0)
  expect(store.getSnapshot()).toMatchObject({
    status: 'reconnecting',
    failure: { kind: 'network' },
  })
  vi.advanceTimersByTime(10_000)
  transport.last.open()
  expect(store.getSnapshot().status).toBe('open')
})

test('a stream that is open reconnects immediately', () => {
  const { transport, stream } = open()
  actions.reconnect(stream)
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
})

test('a 503 is answered once, and the stream comes back', () => {
  const { store, transport, stream } = open()
  actions.answerOnce(stream, 503)
  expect(store.getSnapshot()).toMatchObject({ status: 'reconnecting', failure: { status: 503 } })
  expect(transport.dials).toHaveLength(1)
  vi.advanceTimersByTime(20_000)
  expect(transport.dials).toHaveLength(2)
})

test('a 429 asks for five seconds', () => {
  const { store, stream } = open()
  actions.answerOnce(stream, 429)
  const { failure } = store.getSnapshot()
  expect(failure?.retryAt).toBeGreaterThanOrEqual(Date.now() + 5000)
})

test('a 401 ends the stream, and reconnecting goes back to the server', () => {
  const { store, transport, stream } = open()
  actions.answerOnce(stream, 401)
  expect(store.getSnapshot()).toMatchObject({ status: 'closed', failure: { status: 401 } })
  actions.reconnect(stream)
  transport.last.open()
  expect(store.getSnapshot().status).toBe('open')
})

test('a stream stays offline until it is online again', () => {
  const { store, transport, stream } = open()
  actions.goOffline(stream)
  vi.advanceTimersByTime(60_000)
  expect(actions.isOffline(stream)).toBe(true)
  expect([store.getSnapshot().status, transport.dials.length]).toEqual(['reconnecting', 1])
  actions.goOnline(stream)
  transport.last.open()
  expect(store.getSnapshot().status).toBe('open')
})

test('a stream that falls silent is found by its time-out', () => {
  const { store, transport, stream } = open({ idleTimeout: 3000 })
  actions.fallSilent(stream)
  transport.last.event('price', '1')
  expect(store.getSnapshot().data).toBeUndefined()
  vi.advanceTimersByTime(3000)
  expect(store.getSnapshot().failure?.kind).toBe('timeout')
})

test('replayed events reach the listeners again, and leave the place in the stream alone', () => {
  const { store, transport, log, stream } = open()
  const seen: unknown[] = []
  store.on('price', ({ data }) => seen.push(data))
  transport.last.event('price', '1', '7')
  transport.last.event('price', '2', '8')
  const [first] = log.events.items()
  actions.replay(stream, [eventOf(first!)!])
  expect(seen).toEqual([1, 2, 1])
  expect(store.getSnapshot().lastEventId).toBe('8')
})

test('the actions work on the native transport', () => {
  class EventSource extends EventTarget {
    static readonly opened: EventSource[] = []
    readyState = 0
    constructor() {
      super()
      EventSource.opened.push(this)
    }
    close() {
      this.readyState = 2
    }
  }
  const recorder = record()
  const transport = nativeTransport({ EventSource: EventSource as never })
  const { store } = play({ transport, url: 'https://api.test/native' })
  const opened = () => EventSource.opened.at(-1)!.dispatchEvent(new Event('open'))
  opened()
  const stream = recorder.observedOf(recorder.streams[0]!)!
  actions.answerOnce(stream, 503)
  expect(EventSource.opened[0]!.readyState).toBe(2)
  expect(store.getSnapshot().failure?.status).toBe(503)
  actions.reconnect(stream)
  opened()
  expect(store.getSnapshot().status).toBe('open')
})

test('a recording is a script for the testing kit, which plays the same server', () => {
  const { transport, log } = open()
  transport.last.event('price', '{"note":"it\'s"}', '7')
  transport.last.comment()
  transport.last.lose({ kind: 'http', status: 503, message: 'Busy.' })
  vi.advanceTimersByTime(10_000)
  transport.last.open()
  expect(testScriptOf(log)).toBe(`import { fakeTransport } from '@use-event-source/testing'

// GET https://api.test/prices
const transport = fakeTransport()
// Here what is tested begins to listen, on this transport.
transport.last.open()
transport.last.event('price', '{"note":"it\\'s"}', '7')
transport.last.comment()
transport.last.lose({ kind: 'http', message: 'Busy.', status: 503 })

// It has dialled again from 7.
transport.last.open()
`)
})
