import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ResumeStorage } from './resumePoint.ts'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { fakePlatform } from '../platform/fakePlatform.test.helper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fakeStorage() {
  const items = new Map<string, string>()
  const writes: string[] = []
  const resume: ResumeStorage = {
    getItem: (name) => items.get(name) ?? null,
    setItem(name, value) {
      items.set(name, value)
      writes.push(value)
    },
  }
  return { items, writes, resume }
}

function load(resume: ResumeStorage, lastEventId?: string) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    events: { note: text },
    transport,
    resume,
    lastEventId,
  })
  const off = source.on('note', () => {})
  return { transport, source, off }
}

test('a page that is loaded again resumes where it was', () => {
  const { resume, items } = fakeStorage()
  const before = load(resume, 'first')
  expect(before.transport.last.request.lastEventId).toBe('first')
  before.transport.last.open()
  before.transport.last.event('note', 'a', '7')
  before.source.close()

  const after = load(resume, 'first')
  expect(after.transport.last.request.lastEventId).toBe('7')
  expect([...items]).toEqual([
    [expect.stringMatching(/^use-event-source GET http:\/\/a\.test\/ \w+$/), '7'],
  ])
  after.source.close()
})

test('the storage is written at most once a second, with the newest id', () => {
  const { resume, writes } = fakeStorage()
  const { transport, source } = load(resume)
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
  const { resume, writes } = fakeStorage()
  const { transport, source } = load(resume)
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
