import { fakeTransport } from '@use-event-source/testing'
import { describe, expect, test } from 'vitest'
import { json, text } from './decode.ts'
import { createEventSource } from './eventSource.ts'
import type { Until } from './until.ts'

function asking(until: Until) {
  const transport = fakeTransport()
  const source = createEventSource({
    url: 'http://a.test/',
    method: 'POST',
    events: { delta: text, usage: json<number>() },
    transport,
    until,
  })
  const seen: unknown[] = []
  const shown: unknown[] = []
  source.on('*', ({ data }) => seen.push(data))
  source.subscribe(() => shown.push(source.getSnapshot().status))
  transport.last.open()
  return { transport, source, seen, shown }
}

describe('until answers', () => {
  test("'after': the event is delivered and shown, and then the stream is closed", () => {
    const { transport, source, seen, shown } = asking(({ type }) => type === 'usage' && 'after')
    transport.last.event('delta', 'a')
    transport.last.event('usage', '7')
    expect(seen).toEqual(['a', 7])
    expect(shown).toEqual(['open', 'open', 'closed'])
    expect(source.getSnapshot()).toMatchObject({
      failure: null,
      data: 7,
      latest: { usage: { data: 7 } },
    })
    expect(transport.sockets).toBe(0)
  })

  test("'after', and a listener has connected again by then: that goes on", () => {
    const { transport, source } = asking(({ type }) => type === 'usage' && 'after')
    source.on('usage', () => {
      source.close()
      source.connect()
    })
    transport.last.event('usage', '7')
    expect([source.getSnapshot().status, transport.sockets]).toEqual(['connecting', 1])
  })

  test('{ failure }: the store is closed with it, and the event is not delivered', () => {
    const { transport, source, seen } = asking(
      ({ type, raw }) => type === 'error' && { failure: raw },
    )
    transport.last.event('delta', 'a')
    transport.last.event('error', 'overloaded')
    expect(seen).toEqual(['a'])
    expect(source.getSnapshot()).toMatchObject({
      status: 'closed',
      failureCount: 1,
      failure: { kind: 'stream', message: 'overloaded', willRetry: false, retryAt: null },
    })
    expect(transport.sockets).toBe(0)
    source.connect()
    expect(source.getSnapshot()).toMatchObject({ status: 'connecting', failure: null })
  })

  test('nothing yet, and the stream ends: it was cut', () => {
    const { transport, source } = asking(({ type }) => type === 'usage')
    transport.last.event('delta', 'a')
    transport.last.lose({ kind: 'ended', message: 'The end.' })
    const { failure, status } = source.getSnapshot()
    expect([status, failure]).toEqual(['closed', expect.objectContaining({ complete: false })])
    source.subscribe(() => {})
    expect(source.getSnapshot().failure).toBe(failure)
  })
})

test('an end is no cut for a store without until', () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'http://a.test/', events: { delta: text }, transport })
  source.on('delta', () => {})
  transport.last.open()
  transport.last.lose({ kind: 'ended', status: 204 })
  expect(source.getSnapshot().failure).not.toHaveProperty('complete')
})
