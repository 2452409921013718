import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { json, text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createComponentSource, sourceKeyOf } from './componentSource.ts'
import { isStore } from './source.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const url = 'http://a.test/'
const events = { note: text }

describe('the key of a stream', () => {
  test('is the same for options that are only written again', () => {
    const write = () => ({
      events: { note: (data: string) => data },
      headers: () => ({}),
      retry: () => 5,
      onInvalid() {},
    })
    expect(sourceKeyOf(url, write())).toBe(sourceKeyOf(new URL(url), write()))
    expect(sourceKeyOf(url, { events })).toBe(
      sourceKeyOf(url, { events, method: 'GET', withCredentials: false, key: '' }),
    )
  })

  test.each([
    ['method', { events, method: 'POST' }],
    ['credentials', { events, withCredentials: true }],
    ['body', { events, body: 'x' }],
    ['key', { events, key: 'x' }],
    ['event types', { events: { note: text, more: text } }],
  ])('is another one with another %s', (_name, options) => {
    expect(sourceKeyOf(url, options)).not.toBe(sourceKeyOf(url, { events }))
  })

  test('is another one with another URL', () => {
    expect(sourceKeyOf(`${url}b`, { events })).not.toBe(sourceKeyOf(url, { events }))
  })
})

describe('the source of a component', () => {
  test('uses the newest functions and decoders from the next call on, and redials nothing', () => {
    const transport = fakeTransport()
    const source = createComponentSource(url, {
      events: { note: (data) => `old ${data}` },
      transport,
    })
    const seen: string[] = []
    source.store?.on('note', ({ data }) => seen.push(data))
    transport.last.open()
    transport.last.event('note', 'a')
    source.update({
      events: { note: (data) => `new ${data}` },
      transport,
      until: ({ raw }) => raw === 'end',
    })
    transport.last.event('note', 'b')
    expect(seen).toEqual(['old a', 'new b'])
    expect(transport.dials).toHaveLength(1)

    transport.last.event('note', 'end')
    expect(source.store?.getSnapshot().status).toBe('closed')
  })

  test('dials with the newest options, and forgets those that are gone', () => {
    const transport = fakeTransport()
    const source = createComponentSource(url, {
      events,
      transport,
      headers: { token: 'old' },
      retry: () => 0,
    })
    source.store?.on('note', () => {})
    source.update({ events, transport, headers: { token: 'new' }, retry: () => 5 })
    transport.last.lose()
    vi.advanceTimersByTime(5)
    expect(transport.last.request.headers).toEqual({ token: 'new' })
    expect(transport.last.request.url).toBe(url)

    source.update({ events, transport, retry: () => 5 })
    transport.last.lose()
    vi.advanceTimersByTime(5)
    expect(transport.last.request.headers).toBeUndefined()
  })

  test('keeps the key that it was made with', () => {
    const options = { events: { size: json<number>() }, transport: fakeTransport() }
    expect(createComponentSource(url, options).key).toBe(sourceKeyOf(url, options))
  })
})

test('a store is distinguished from everything else', () => {
  expect(isStore(createEventSource({ url, events, transport: fakeTransport() }))).toBe(true)
  for (const other of [url, new URL(url), null, undefined, {}, () => url])
    expect(isStore(other)).toBe(false)
})
