import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { createEventState } from '../store/eventState.ts'
import { createEventSourceClient } from './eventSourceClient.ts'
import { resumeFrom } from './resumeFrom.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function signedIn() {
  const items = new Map<string, string>()
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  }
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport, resume: resumeFrom(storage) })
  const open = (url = 'http://a.test/', lastEventId = '') =>
    createEventSource({ client, url, events: { note: text }, lastEventId })
  return { items, transport, client, open }
}

describe('clear', () => {
  test('ends every stream at once, and its listeners hear no more', () => {
    const { transport, client, open } = signedIn()
    const heard: string[] = []
    const source = open()
    source.on('note', (event) => heard.push(event.data))
    open('http://a.test/left').on('note', () => {})()
    expect(transport.sockets).toBe(2)
    transport.dials[0]!.open()
    client.clear()
    expect(transport.sockets).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(transport.dials).toHaveLength(2)
    expect(heard).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('takes events back to the beginning, of stores with listeners, without, and closed', () => {
    const { transport, client, open } = signedIn()
    const [used, left, closed] = [open(), open('http://a.test/2', 'first'), open('http://a.test/3')]
    const before = [used, left, closed].map((source) => source.getSnapshot())
    const offs = [used, left, closed].map((source) => source.subscribe(() => {}))
    for (const dial of transport.dials) {
      dial.open()
      dial.event('note', 'for alice', '7')
    }
    offs[1]!()
    closed.close()
    expect([used, left, closed].map((source) => source.getSnapshot().data)).toEqual(
      Array(3).fill('for alice'),
    )
    client.clear()
    expect([used, left, closed].map((source) => source.getSnapshot())).toEqual(before)
  })

  test('tells subscribers once, who see nothing of before', () => {
    const { transport, client, open } = signedIn()
    const source = open()
    const seen: unknown[] = []
    source.subscribe(() => seen.push([source.getSnapshot().status, source.getSnapshot().data]))
    transport.last.open()
    transport.last.event('note', 'for alice')
    seen.length = 0
    client.clear()
    expect(seen).toEqual([['idle', undefined]])
  })

  test('tells subscribers of a stream that was closed', () => {
    const { transport, client, open } = signedIn()
    const source = open()
    const seen: unknown[] = []
    source.subscribe(() => seen.push(source.getSnapshot().data))
    transport.last.open()
    transport.last.event('note', 'for alice')
    source.close()
    seen.length = 0
    client.clear()
    expect(seen).toEqual([undefined])
  })

  test('tells subscribers of a stream that was closed and connected again', () => {
    const { transport, client, open } = signedIn()
    const source = open()
    const seen: unknown[] = []
    source.on('note', () => {})
    source.close()
    source.connect()
    source.subscribe(() => seen.push(source.getSnapshot().data))
    transport.last.open()
    transport.last.event('note', 'for alice')
    seen.length = 0
    client.clear()
    expect(seen).toEqual([undefined])
  })

  test('takes reduced states back to the initial ones, whether they are subscribed to or not', () => {
    const { transport, client, open } = signedIn()
    const add = { note: (all: string, event: { data: string }) => all + event.data }
    const source = open()
    const [used, left] = [createEventState(source, '', add), createEventState(source, '', add)]
    const seen: string[] = []
    used.subscribe(() => seen.push(used.getSnapshot()))
    const off = left.subscribe(() => {})
    transport.last.open()
    transport.last.event('note', 'a')
    off()
    expect([used.getSnapshot(), left.getSnapshot()]).toEqual(['a', 'a'])
    client.clear()
    expect([used.getSnapshot(), left.getSnapshot()]).toEqual(['', ''])
    expect(seen).toEqual(['a', ''])

    source.connect()
    transport.last.open()
    transport.last.event('note', 'b')
    expect(used.getSnapshot()).toBe('b')
  })

  test('removes the stored ids, those of streams that were left, too', () => {
    const { items, transport, client, open } = signedIn()
    open().on('note', () => {})
    const off = open('http://a.test/left').on('note', () => {})
    for (const dial of transport.dials) {
      dial.open()
      dial.event('note', '', '7')
    }
    off()
    vi.advanceTimersByTime(2000)
    expect(items.size).toBe(2)
    client.clear()
    expect(items.size).toBe(0)
  })

  test('lets the next listener and connect() begin from scratch', () => {
    const { transport, client, open } = signedIn()
    const [source, other] = [open(), open('http://a.test/2')]
    source.on('note', () => {})
    other.on('note', () => {})
    for (const dial of transport.dials) {
      dial.open()
      dial.event('note', 'for alice', '7')
    }
    client.clear()
    source.on('note', () => {})
    other.connect()
    expect(transport.dials.slice(2).map(({ request }) => request.lastEventId)).toEqual(['', ''])
    expect([source, other].map((store) => store.getSnapshot().status)).toEqual([
      'connecting',
      'connecting',
    ])
  })

  test('sends a request that is not GET again for the next listener', () => {
    const { transport, client } = signedIn()
    const options = { client, url: 'http://a.test/', method: 'POST', events: { note: text } }
    const source = createEventSource(options)
    source.on('note', () => {})
    client.clear()
    source.on('note', () => {})
    expect(transport.dials).toHaveLength(2)
  })

  test('within a listener ends the event that it hears', () => {
    const { transport, client, open } = signedIn()
    const heard: string[] = []
    const source = open()
    source.on('note', () => client.clear())
    source.on('note', (event) => heard.push(event.data))
    transport.last.open()
    transport.last.event('note', 'for alice')
    expect(heard).toEqual([])
    expect(source.getSnapshot().data).toBeUndefined()
  })

  test('leaves the streams of another client alone', () => {
    const { client } = signedIn()
    const other = signedIn()
    other.open().on('note', () => {})
    client.clear()
    expect(other.transport.sockets).toBe(1)
  })
})
