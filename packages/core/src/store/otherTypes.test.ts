import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { hearWarnings } from '../development/hearWarnings.test.helper.ts'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { createEventState } from './eventState.ts'

const url = 'http://a.test/'

function open() {
  const transport = fakeTransport()
  const source = createEventSource({
    url,
    events: { note: text, '*': json<number>() },
    transport,
  })
  const seen: unknown[] = []
  const see = ({ type, data }: { type: string; data: unknown }) => seen.push([type, data])
  source.subscribe(() => {})
  transport.last.open()
  return { transport, source, seen, see }
}

test("'*' hears every type, each read by its own decoder or by that of '*'", () => {
  const { transport, source, seen, see } = open()
  source.on('*', see)
  transport.last.event('note', '1')
  transport.last.event('updates|agent:0f3', '2')
  transport.last.event('constructor', '3')
  expect(seen).toEqual([
    ['note', '1'],
    ['updates|agent:0f3', 2],
    ['constructor', 3],
  ])
})

test("in a list, '*' stands for the types that have no decoder of their own", () => {
  const { transport, source, seen, see } = open()
  source.on(['*'], see)
  transport.last.event('note', '1')
  transport.last.event('other', '2')
  expect(seen).toEqual([['other', 2]])
})

test("latest['*'] is the newest of them all, and event stays that of a declared type", () => {
  const { transport, source } = open()
  transport.last.event('note', 'a')
  transport.last.event('one', '1')
  transport.last.event('two', '2')
  expect(source.getSnapshot()).toMatchObject({ data: 'a', event: { type: 'note' } })
  expect(Object.keys(source.getSnapshot().latest)).toEqual(['note', '*'])
  expect(source.getSnapshot().latest['*']).toMatchObject({ type: 'two', data: 2 })
})

test('a store that joins late shows the newest of them, and each time the same', () => {
  const { transport } = open()
  const first = createEventSource({ url, events: { one: text }, transport })
  first.on('one', () => {})
  transport.last.event('one', '1')
  transport.last.event('two', '2')
  const late = createEventSource({ url, events: { '*': text }, transport })
  late.subscribe(() => {})()
  const { latest } = late.getSnapshot()
  expect(latest['*']).toMatchObject({ type: 'two', data: '2' })
  late.subscribe(() => {})
  expect(late.getSnapshot().latest['*']).toBe(latest['*'])
})

test("a reducer of '*' gets them, whatever their name is", () => {
  const { transport, source } = open()
  const state = createEventState(source, '', {
    note: (state, { data }) => state + data,
    '*': (state, { type, data }) => `${state} ${type} ${data}`,
  })
  state.subscribe(() => {})
  transport.last.event('note', 'a')
  transport.last.event('toString', '1')
  expect(state.getSnapshot()).toBe('a toString 1')
})

test('a type that nothing reads is warned of, once for a stream, and not when another store reads it', () => {
  const warnings = hearWarnings()
  const transport = fakeTransport()
  const listen = (events: Record<string, typeof text>) =>
    createEventSource({ url, events, transport }).on('*', () => {})
  listen({ price: text })
  listen({ halt: text })
  transport.last.open()
  transport.last.event('price', '')
  transport.last.event('halt', '')
  expect(warnings).toEqual([])
  transport.last.event('error', '')
  transport.last.event('ping', '')
  expect(warnings).toEqual([expect.stringContaining("the type 'error', which is not declared")])
})
