import { createEventSource, createEventSourceClient, text } from '@use-event-source/core'
import type { EventSourceOptions } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { sharedTransport } from './sharedTransport.ts'

afterEach(() => vi.unstubAllGlobals())

/** Locks that a page has, and may not use: those of a sandboxed frame. */
const forbidden = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }

function listen(options: Partial<EventSourceOptions<{ note: string }>> = {}) {
  const inner = fakeTransport()
  const transport = sharedTransport({ transport: inner })
  const source = createEventSource({
    url: 'http://a.test/notes?token=x',
    events: { note: text },
    transport,
    ...options,
  })
  const seen: string[] = []
  source.on('note', (event) => seen.push(event.data))
  return { inner, source, seen, off: () => source.close() }
}

describe('a stream that cannot be shared is one of its own, and says why once', () => {
  test('where the page has no locks', () => {
    vi.stubGlobal('navigator', {})
    const warnings = hearWarnings()
    const { inner, seen, off } = listen()
    inner.last.open()
    inner.last.event('note', 'a', '1')
    off()
    listen().off()
    expect(seen).toEqual(['a'])
    expect(inner.sockets).toBe(0)
    expect(warnings).toEqual([expect.stringContaining('Web Locks')])
    expect(warnings[0]).not.toContain('token')
  })

  test('where the page may not use them', async () => {
    vi.stubGlobal('navigator', { locks: forbidden })
    const { inner, off } = listen()
    await vi.waitFor(() => expect(inner.dials).toHaveLength(1))
    off()
    expect(inner.sockets).toBe(0)
  })

  test('where headers say whose it is, and no key', () => {
    vi.stubGlobal('navigator', { locks: forbidden })
    const warnings = hearWarnings()
    const { inner, off } = listen({ headers: () => ({ authorization: 'x' }) })
    expect(inner.dials).toHaveLength(1)
    off()
    expect(warnings).toEqual([expect.stringContaining("'key'")])
  })
})

test('a request that is not GET stays in its tab', () => {
  vi.stubGlobal('navigator', { locks: forbidden })
  const { inner, off } = listen({ method: 'POST' })
  expect(inner.dials).toHaveLength(1)
  off()
})

test('a stream of its own is dialled again as its connection says, from its last ID', () => {
  vi.stubGlobal('navigator', { locks: forbidden })
  vi.useFakeTimers()
  const { inner, source, off } = listen({
    headers: { a: 'b' },
    retry: () => 1000,
    client: createEventSourceClient(),
  })
  inner.last.open()
  inner.last.event('note', 'a', '7')
  inner.last.lose()
  expect(source.getSnapshot()).toMatchObject({ status: 'reconnecting' })
  vi.advanceTimersByTime(1000)
  expect(inner.dials).toHaveLength(2)
  expect(inner.last.request.lastEventId).toBe('7')
  off()
  vi.useRealTimers()
  expect(inner.sockets).toBe(0)
})
