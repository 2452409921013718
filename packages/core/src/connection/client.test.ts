import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'
import { createEventSourceClient } from './eventSourceClient.ts'
import { resumeFrom } from './resumeFrom.ts'
import type { EventSourceOptions } from '../store/store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = Partial<EventSourceOptions<{ note: string }>>

/** Listens with each of the options, and returns how many connections that took. */
function connectionsFor(...stores: Options[]): number {
  const transport = fakeTransport()
  for (const options of stores) {
    const source = createEventSource({
      url: 'http://a.test/',
      events: { note: text },
      transport,
      ...options,
    })
    source.on('note', () => {})
  }
  return transport.dials.length
}

test('the same stream has one connection, however it was written', () => {
  const platform = fakePlatform()
  const url = 'http://page.test/app/prices'
  expect(
    connectionsFor({ url: 'prices' }, { url: '/app/prices' }, { url }, { url: new URL(url) }),
  ).toBe(1)
  platform.restore()
})

test('the same request has one connection', () => {
  const body = () => 'x'
  const url = () => 'http://a.test/'
  expect(connectionsFor({ url }, { url })).toBe(1)
  expect(connectionsFor({}, { method: 'GET' }, { withCredentials: false }, { key: '' })).toBe(1)
  expect(connectionsFor({ method: 'POST', body: 'x' }, { method: 'POST', body: 'x' })).toBe(1)
  expect(connectionsFor({ method: 'POST', body }, { method: 'POST', body })).toBe(1)
})

test.each<[string, Options, Options]>([
  ['URLs', {}, { url: 'http://a.test/?b' }],
  ['keys', { key: 'one' }, { key: 'other' }],
  ['methods', {}, { method: 'POST' }],
  ['credentials', {}, { withCredentials: true }],
  ['bodies', { method: 'POST', body: 'one' }, { method: 'POST', body: 'other' }],
  ['functions for the URL', { url: () => 'http://a.test/' }, { url: () => 'http://a.test/' }],
  [
    'functions for the body',
    { method: 'POST', body: () => 'x' },
    { method: 'POST', body: () => 'x' },
  ],
])('other %s have a connection of their own', (_name, one, other) => {
  expect(connectionsFor(one, other)).toBe(2)
})

test('another transport has a connection of its own', () => {
  const transport = fakeTransport()
  expect(connectionsFor({}, { transport }, {})).toBe(1)
  expect(transport.dials).toHaveLength(1)
})

test('requests that a careless key would take for the same have their own', () => {
  expect(connectionsFor({ key: '"' }, { key: '\\"' }, { key: 'a","GET' })).toBe(3)
  const form = new FormData()
  expect(
    connectionsFor({ method: 'POST', body: form }, { method: 'POST', body: new FormData() }),
  ).toBe(2)
  expect(connectionsFor({ method: 'POST', body: form }, { method: 'POST', body: form })).toBe(1)
  expect(
    connectionsFor({ method: 'POST', body: '1' }, { method: 'POST' }, { method: 'POST', body: '' }),
  ).toBe(3)
})

describe('headers', () => {
  const alice = { authorization: 'alice' }
  const bob = { authorization: 'bob' }

  test('tell streams apart by their values, however they are written', () => {
    expect(connectionsFor({ headers: alice }, { headers: bob }, {})).toBe(3)
    expect(
      connectionsFor(
        { headers: { authorization: 'alice', b: '2' } },
        { headers: new Headers({ B: '2', Authorization: 'alice' }) },
        {
          headers: [
            ['b', '2'],
            ['authorization', 'alice'],
          ],
        },
      ),
    ).toBe(1)
  })

  test('say nothing where a key does, and functions never do, but that there are headers', () => {
    const key = 'mine'
    expect(connectionsFor({ key, headers: alice }, { key, headers: bob }, { key })).toBe(1)
    const client = createEventSourceClient({ key })
    expect(connectionsFor({ client, headers: alice }, { client, headers: () => bob })).toBe(1)
    expect(connectionsFor({ headers: () => alice }, { headers: () => alice })).toBe(1)
    expect(connectionsFor({ headers: () => alice }, {}, { headers: alice })).toBe(3)
  })

  test('are compared with those that the stream would be dialled with now', () => {
    const transport = fakeTransport()
    const options = { url: 'http://a.test/', events: { note: text }, transport }
    const renewed: EventSourceOptions<{ note: string }> = { ...options, headers: alice }
    createEventSource(renewed).on('note', () => {})
    Object.assign(renewed, { headers: bob })
    createEventSource({ ...options, headers: bob }).on('note', () => {})
    expect(transport.dials).toHaveLength(1)
    createEventSource({ ...options, headers: alice }).on('note', () => {})
    expect(transport.dials).toHaveLength(2)
  })

  test('that a function gives hand no stream on that only lingers, but to the one that left it', () => {
    const transport = fakeTransport()
    const make = (headers: () => Record<string, string>) =>
      createEventSource({ url: 'http://a.test/', events: { note: text }, transport, headers })
    const first = make(() => alice)
    first.on('note', () => {})()
    first.on('note', () => {})()
    expect(transport.dials).toHaveLength(1)
    make(() => bob).on('note', () => {})
    expect(transport.dials).toHaveLength(2)
  })

  test('of another user find nothing that lingers', () => {
    const transport = fakeTransport()
    const make = (headers: Record<string, string>) =>
      createEventSource({ url: 'http://a.test/', events: { note: text }, transport, headers })
    make(alice).on('note', () => {})()
    make(alice).on('note', () => {})()
    make(bob).on('note', () => {})
    expect(transport.dials).toHaveLength(2)
  })
})

test('a function for the URL is called once for each dial, and never to compare streams', () => {
  let tickets = 0
  const url = () => `http://a.test/?ticket=${++tickets}`
  const transport = fakeTransport()
  const make = () =>
    createEventSource({
      url,
      events: { note: text },
      transport,
      retry: () => 0,
      key: 'a',
      resume: resumeFrom(storage),
    })
  const storage = { getItem: () => null, setItem() {} }
  const source = make()
  source.on('note', () => {})
  make().on('note', () => {})
  expect(tickets).toBe(1)
  source.connect()
  transport.last.open()
  transport.last.lose()
  vi.advanceTimersByTime(0)
  expect([tickets, transport.dials.length]).toEqual([2, 2])
})

test('defaults that are replaced count for what connects from then on', () => {
  const [one, other] = [fakeTransport(), fakeTransport()]
  const client = createEventSourceClient({ transport: one, headers: { a: '1' } })
  const source = createEventSource({ client, url: 'http://a.test/', events: { note: text } })
  source.on('note', () => {})()
  client.setDefaults({ transport: other, headers: undefined })
  source.on('note', () => {})
  expect([one.dials.length, other.dials.length]).toEqual([1, 1])
  expect(other.last.request.headers).toEqual({ a: '1' })
})

test('a function for the key is called when a stream is joined', () => {
  let user = 'alice'
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport, key: () => user })
  const source = createEventSource({ client, url: 'http://a.test/', events: { note: text } })
  source.on('note', () => {})()
  user = 'bob'
  source.on('note', () => {})
  expect(transport.dials).toHaveLength(2)
})

test('another client knows nothing of them', () => {
  const client = createEventSourceClient()
  expect(connectionsFor({}, { client }, { client }, { client: createEventSourceClient() })).toBe(3)
})

test('forgets a connection when it is left, so that the next one starts at its own id', () => {
  const transport = fakeTransport()
  const join = (lastEventId: string) =>
    createEventSource({ url: 'http://a.test/', events: { note: text }, transport, lastEventId }).on(
      'note',
      () => {},
    )
  join('1')()
  vi.advanceTimersByTime(1000)
  join('2')
  expect(transport.dials.map(({ request }) => request.lastEventId)).toEqual(['1', '2'])
})

test('a connection that was left and is forgotten does not take its successor along', () => {
  const transport = fakeTransport()
  const make = () => createEventSource({ url: 'http://a.test/', events: { note: text }, transport })
  const one = make()
  one.on('note', () => {})()
  vi.advanceTimersByTime(1000)
  make().on('note', () => {})
  one.close()
  make().on('note', () => {})
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
})
