import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { text } from './decode.ts'
import { createEventSource } from './eventSource.ts'

function abortable(signal: AbortSignal) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    signal,
  })
  const seen: string[] = []
  source.on('note', ({ data }) => seen.push(data))
  source.on('note', ({ data }) => seen.push(data))
  return { transport, source, seen }
}

test('an aborted signal closes the stream, for good', () => {
  const controller = new AbortController()
  const { transport, source, seen } = abortable(controller.signal)
  const shown: string[] = []
  source.subscribe(() => shown.push(source.getSnapshot().status))
  transport.last.open()
  transport.last.event('note', 'a')
  controller.abort()
  expect(transport.sockets).toBe(0)
  source.connect()
  source.on('note', ({ data }) => seen.push(data))
  expect([transport.dials.length, seen]).toEqual([1, ['a', 'a']])
  expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
  expect(shown).toEqual(['open', 'open', 'closed'])
})

test('a listener that aborts is the last that is called', () => {
  const controller = new AbortController()
  const { transport, seen, source } = abortable(controller.signal)
  transport.last.open()
  source.on('note', () => seen.push('never'))
  const first = createEventSource({ url: 'http://b.test/', events: { note: text }, transport })
  first.on('note', () => controller.abort())
  first.on('note', () => seen.push('another store'))
  transport.last.open()
  transport.last.event('note', 'b')
  expect(seen).toEqual(['another store'])
  expect(transport.dials.map(({ closed }) => closed)).toEqual([true, false])
})

test('a signal that is aborted already never dials', () => {
  const { transport, source } = abortable(AbortSignal.abort())
  expect([transport.dials.length, source.getSnapshot().status]).toEqual([0, 'closed'])
})

test('a signal that outlives the stream is let go of', () => {
  let listeners = 0
  const signal = {
    aborted: false,
    addEventListener: () => void listeners++,
    removeEventListener: () => void listeners--,
  }
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport: fakeTransport(),
    signal,
  })
  source.on('note', () => {})
  expect(listeners).toBe(1)
  source.close()
  expect(listeners).toBe(0)
})

test('the store says what the server answered, while it is open', () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'http://a.test/', events: { note: text }, transport })
  expect(source.response).toBeNull()
  source.on('note', () => {})
  transport.last.open({ response: { status: 200, headers: { 'x-request-id': 'req_1' } } })
  expect(source.response).toEqual({ status: 200, headers: { 'x-request-id': 'req_1' } })
  transport.last.lose()
  expect(source.response).toBeNull()
})
