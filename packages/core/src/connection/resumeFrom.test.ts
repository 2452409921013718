import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEventSourceClient } from './eventSourceClient.ts'
import type { ConnectionOptions } from './options.ts'
import { resumeFrom } from './resumeFrom.ts'
import type { ResumeStorage } from './resumeFrom.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fakeStorage() {
  const items = new Map<string, string>()
  const writes: string[] = []
  const storage: ResumeStorage = {
    getItem: (name) => items.get(name) ?? null,
    setItem(name, value) {
      items.set(name, value)
      writes.push(value)
    },
  }
  return { items, writes, storage }
}

function load(storage: ResumeStorage, lastEventId?: string) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    resume: resumeFrom(storage),
    lastEventId,
  })
  const off = source.on('note', () => {})
  return { transport, source, off }
}

test('a page that is loaded again resumes where it was', () => {
  const { storage, items } = fakeStorage()
  const before = load(storage, 'first')
  expect(before.transport.last.request.lastEventId).toBe('first')
  before.transport.last.open()
  before.transport.last.event('note', 'a', '7')
  before.source.close()

  const after = load(storage, 'first')
  expect(after.transport.last.request.lastEventId).toBe('7')
  expect([...items]).toEqual([
    [expect.stringMatching(/^use-event-source GET http:\/\/a\.test\/ [\d.]+$/), '7'],
  ])
  after.source.close()
})

test('the storage is written at most once a second, with the newest id', () => {
  const { storage, writes } = fakeStorage()
  const { transport, source } = load(storage)
  transport.last.open()
  for (let i = 1; i <= 100; i++) {
    transport.last.event('note', '', `${i}`)
    vi.advanceTimersByTime(50)
  }
  expect(writes).toHaveLength(5)
  transport.last.event('note', '', '101')
  expect(writes.at(-1)).toBe('100')
  source.close()
  expect(writes.at(-1)).toBe('101')
  expect(vi.getTimerCount()).toBe(0)
})

test('a page that is hidden has written what it knows', () => {
  const platform = fakePlatform()
  const { storage, writes } = fakeStorage()
  const { transport, source } = load(storage)
  transport.last.open()
  transport.last.id('3')
  platform.hide()
  expect(writes).toEqual(['3'])
  platform.show()
  platform.hide()
  vi.advanceTimersByTime(60_000)
  expect(writes).toEqual(['3'])
  source.close()
  platform.restore()
})

test('a storage that is forbidden or full is none', () => {
  const forbidden = () => {
    throw new Error('forbidden')
  }
  const { transport, source } = load({ getItem: forbidden, setItem: forbidden }, '1')
  expect(transport.last.request.lastEventId).toBe('1')
  transport.last.open()
  transport.last.event('note', '', '2')
  vi.advanceTimersByTime(3000)
  transport.last.lose()
  vi.advanceTimersByTime(3000)
  expect(transport.last.request.lastEventId).toBe('2')
  source.close()
})

describe('the name of a stored id', () => {
  const url = 'https://alice:secret@a.test/prices?token=secret'
  const nameOf = (options: Partial<ConnectionOptions>) =>
    resumeFrom(fakeStorage().storage)?.nameOf({ url, ...options })

  test('has method, origin and path to read, and no secret', () => {
    const client = createEventSourceClient({ key: 'secret' })
    const plain = 'https://a.test/prices'
    const body = 'secret'
    expect(nameOf({ url: `${plain}?token=secret`, method: 'post', body, client })).toMatch(
      /^POST https:\/\/a\.test\/prices [0-9.]+$/,
    )
    expect(nameOf({ url: () => plain, key: 'secret' })).toMatch(
      /^GET http:\/\/url\.function\/ [0-9.]+$/,
    )
    expect(nameOf({ key: 'k', headers: { authorization: 'secret' } })).not.toContain('secret')
  })

  test('is another one for another user, query, method or body, and for nothing else', () => {
    const headers = { a: '1' }
    const names = [
      nameOf({}),
      nameOf({ url: `${url}2` }),
      nameOf({ method: 'POST' }),
      nameOf({ method: 'POST', body: 'x' }),
      nameOf({ key: 'a' }),
      nameOf({ client: createEventSourceClient({ key: 'a' }) }),
      nameOf({ key: 'a', client: createEventSourceClient({ key: 'a' }) }),
    ]
    expect(new Set(names).size).toBe(names.length)
    expect(nameOf({ client: createEventSourceClient(), retry: false })).toBe(names[0])
    expect(nameOf({ key: 'a', headers })).toBe(nameOf({ key: 'a' }))
  })

  test('is none where only headers, credentials or a function would say whose stream it is', () => {
    expect(nameOf({ headers: () => ({}) })).toBeNull()
    expect(nameOf({ headers: { authorization: 'Bearer 1' } })).toBeNull()
    expect(nameOf({ withCredentials: true })).toBeNull()
    expect(nameOf({ url: () => url })).toBeNull()
  })
})
