import { createEventSource, json, text } from '@use-event-source/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeTransport } from './fakeTransport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Makes a store on a fake transport, and listens to its notes. */
function listen(options = {}) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'https://test.example/notes',
    events: { note: text },
    transport,
    ...options,
  })
  const notes: string[] = []
  const off = source.on('note', (event) => notes.push(event.data))
  return { transport, source, notes, off }
}

test('carries events from the test to a store', () => {
  const { transport, source, notes } = listen()
  expect(source.getSnapshot().status).toBe('connecting')
  transport.last.open()
  transport.last.event('note', 'hello', '7')
  transport.last.event('note', 'again')
  expect(notes).toEqual(['hello', 'again'])
  expect(source.getSnapshot()).toMatchObject({ status: 'open', lastEventId: '7' })
})

test('lets an event inherit the last event ID, and id() move it without one', () => {
  const { transport, source } = listen({ lastEventId: '3' })
  transport.last.open()
  transport.last.event('note', 'inherits')
  expect(source.getSnapshot().lastEventId).toBe('3')
  transport.last.id('9')
  expect(source.getSnapshot().lastEventId).toBe('9')
})

test('shows the redial, and the event after which it resumes', () => {
  const { transport } = listen({ retry: () => 100 })
  transport.last.open()
  transport.last.event('note', 'hello', '7')
  transport.last.lose()
  expect(transport.dials).toHaveLength(1)
  expect(transport.sockets).toBe(0)
  vi.advanceTimersByTime(100)
  expect(transport.dials).toHaveLength(2)
  expect(transport.last.request).toMatchObject({ lastEventId: '7', failureCount: 1 })
})

test('sets the reconnection time as a server does', () => {
  const { transport } = listen()
  transport.last.open()
  transport.last.retry(60_000)
  transport.last.lose()
  vi.advanceTimersByTime(59_999)
  expect(transport.dials).toHaveLength(1)
  vi.advanceTimersByTime(30_000)
  expect(transport.dials).toHaveLength(2)
})

test('gives a sign of life with a comment', () => {
  const { transport, source } = listen({ idleTimeout: 1000 })
  transport.last.open()
  vi.advanceTimersByTime(900)
  transport.last.comment()
  vi.advanceTimersByTime(900)
  expect(source.getSnapshot().status).toBe('open')
  vi.advanceTimersByTime(1000)
  expect(source.getSnapshot().failure?.kind).toBe('timeout')
})

test('shows that the store hung up', () => {
  const { transport, source } = listen()
  transport.last.open()
  expect(transport.sockets).toBe(1)
  source.close()
  expect(transport.last.closed).toBe(true)
  expect(transport.sockets).toBe(0)
})

test('loses the connection with any failure', () => {
  const { transport, source } = listen()
  transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' })
  expect(source.getSnapshot()).toMatchObject({
    status: 'closed',
    failure: { kind: 'http', status: 401 },
  })
})

test('can leave the redial to the browser', () => {
  const { transport, source } = listen()
  transport.last.open()
  transport.last.lose({}, true)
  expect(source.getSnapshot().status).toBe('reconnecting')
  expect(transport.last.closed).toBe(false)
  transport.last.open()
  expect(source.getSnapshot().status).toBe('open')
  expect(transport.dials).toHaveLength(1)
})

test('throws at what no server can do', () => {
  const { transport, source } = listen()
  expect(() => transport.last.event('note', 'too early')).toThrow(
    "A dialing connection cannot send 'event'.",
  )
  transport.last.open()
  expect(() => transport.last.open()).toThrow("An open connection cannot send 'open'.")
  source.close()
  expect(() => transport.last.comment()).toThrow("A closed connection cannot send 'comment'.")
})

test('throws when nothing has been dialled', () => {
  expect(() => fakeTransport().last).toThrow('Nothing has been dialled yet.')
})

test('keeps the dials of two stores apart', () => {
  const transport = fakeTransport()
  const one = createEventSource({
    url: 'https://test.example/one',
    events: { n: json<number>() },
    transport,
  })
  const two = createEventSource({
    url: 'https://test.example/two',
    events: { n: json<number>() },
    transport,
  })
  one.subscribe(() => {})
  two.subscribe(() => {})
  transport.dials[0]?.open()
  expect([one.getSnapshot().status, two.getSnapshot().status]).toEqual(['open', 'connecting'])
})
