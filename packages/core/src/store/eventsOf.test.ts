import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import { eventsOf } from './eventsOf.ts'

function start() {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text, end: text },
    transport,
    linger: 0,
    retry: false,
  })
  return { transport, source }
}

test('yields every event in order, those that came while the reader was busy too', async () => {
  const { transport, source } = start()
  const seen: string[] = []
  const loop = (async () => {
    for await (const { data } of eventsOf(source, 'note')) {
      seen.push(data)
      if (data === '0') for (let n = 1; n < 5; n++) transport.last.event('note', String(n))
      if (data === '4') break
    }
  })()
  transport.last.open()
  transport.last.event('end', 'not asked for')
  transport.last.event('note', '0')
  await loop
  expect(seen).toEqual(['0', '1', '2', '3', '4'])
})

test('yields the events of all types, in the order in which they came', async () => {
  const { transport, source } = start()
  const events = eventsOf(source)
  const first = events.next()
  transport.last.open()
  transport.last.event('end', 'a')
  transport.last.event('note', 'b')
  expect((await first).value).toMatchObject({ type: 'end', data: 'a' })
  expect((await events.next()).value).toMatchObject({ type: 'note', data: 'b' })
  await events.return()
})

test('unsubscribes when the loop is left', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  transport.last.event('note', 'a')
  await first
  await events.return()
  await expect.poll(() => transport.sockets).toBe(0)
})

test('ends with the stream, after the events that came before the end', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  transport.last.event('note', 'a')
  transport.last.event('note', 'b')
  transport.last.lose({ kind: 'ended' })
  expect((await first).value).toMatchObject({ data: 'a' })
  expect((await events.next()).value).toMatchObject({ data: 'b' })
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('yields nothing after close(), not even what came before', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  for (const raw of ['a', 'b', 'c']) transport.last.event('note', raw)
  expect((await first).value).toMatchObject({ data: 'a' })
  source.close()
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('yields nothing of a client that was cleared, and goes on with what comes then', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    client,
  })
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  for (const raw of ['a', 'b']) transport.last.event('note', raw)
  expect((await first).value).toMatchObject({ data: 'a' })
  client.clear()
  const next = events.next()
  source.connect()
  transport.last.open()
  transport.last.event('note', 'of the next user')
  expect((await next).value).toMatchObject({ data: 'of the next user' })
  await events.return()
})

test('yields all that came before until ended the stream', async () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    until: ({ raw }) => raw === 'c' && 'after',
  })
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  for (const raw of ['a', 'b', 'c']) transport.last.event('note', raw)
  const seen = [(await first).value?.data]
  for await (const { data } of events) seen.push(data)
  expect(seen).toEqual(['a', 'b', 'c'])
})

test('throws what happened when the stream is lost for good', async () => {
  const { transport, source } = start()
  const first = eventsOf(source, 'note').next()
  transport.last.lose({ kind: 'http', status: 401, message: 'The server answered 401' })
  await expect(first).rejects.toMatchObject({
    message: 'The server answered 401',
    cause: { kind: 'http', status: 401 },
  })
})

test('throws when more events wait than the limit allows, and loses none of those before', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note', { limit: 2 })
  const first = events.next()
  transport.last.open()
  for (const raw of ['a', 'b', 'c']) transport.last.event('note', raw)
  expect((await first).value).toMatchObject({ data: 'a' })
  expect((await events.next()).value).toMatchObject({ data: 'b' })
  await expect(events.next()).rejects.toThrow(RangeError)
})

test('return() settles while nothing comes, and leaves the stream', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  expect(await events.return()).toEqual({ done: true, value: undefined })
  expect(await first).toEqual({ done: true, value: undefined })
  await expect.poll(() => transport.sockets).toBe(0)
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('throw() rejects, and leaves the stream', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  await expect(events.throw(new Error('enough'))).rejects.toThrow('enough')
  expect(await first).toEqual({ done: true, value: undefined })
  await expect.poll(() => transport.sockets).toBe(0)
})

test('answers readers that ask ahead, in their order', async () => {
  const { transport, source } = start()
  const events = eventsOf(source, 'note')
  const asked = [events.next(), events.next(), events.next()]
  transport.last.open()
  transport.last.event('note', 'a')
  transport.last.event('note', 'b')
  transport.last.lose({ kind: 'ended' })
  const answers = await Promise.all(asked)
  expect(answers.map(({ value }) => value?.data)).toEqual(['a', 'b', undefined])
})

test('throws when the stream was cut before until had answered', async () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    linger: 0,
    retry: false,
    until: ({ raw }) => raw === '[DONE]',
  })
  const events = eventsOf(source, 'note')
  const first = events.next()
  transport.last.open()
  transport.last.event('note', 'a')
  transport.last.lose({ kind: 'ended' })
  expect((await first).value).toMatchObject({ data: 'a' })
  await expect(events.next()).rejects.toMatchObject({ cause: { complete: false } })
})
