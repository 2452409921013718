import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { text } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import type { EventSourceOptions } from '../store/store.ts'
import type { ReconnectContext } from './reconnectWith.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Options = Partial<EventSourceOptions<{ delta: string }>>

/** An answer that a POST starts, and that a GET elsewhere goes on with. */
function ask(options: Options = {}) {
  const transport = fakeTransport()
  const asked: ReconnectContext[] = []
  const source = createEventSource({
    url: 'http://a.test/chat',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"prompt":"Why?"}',
    events: { delta: text },
    until: ({ raw }) => raw === '[DONE]',
    reconnectWith(context) {
      asked.push(context)
      return context.lastEventId === '' ? null : { url: 'http://a.test/runs/7', method: 'GET' }
    },
    transport,
    ...options,
  })
  const seen: string[] = []
  const listen = () => source.on('delta', ({ data }) => seen.push(data))
  const off = listen()
  const state = () => source.getSnapshot()
  /** The requests so far, as the server sees them. */
  const requests = () =>
    transport.dials.map(({ request: { method, url, body, lastEventId } }) =>
      [method, new URL(url).pathname, body === undefined ? '' : 'with body', lastEventId].join(' '),
    )
  /** Waits for the next request. */
  const reconnect = () => vi.advanceTimersByTime(60_000)
  return { transport, source, asked, seen, listen, off, state, requests, reconnect }
}

describe('an answer that is cut', () => {
  test('goes on with the request that reconnectWith answers', () => {
    const { transport, asked, seen, state, requests, reconnect } = ask()
    transport.last.open()
    transport.last.event('delta', 'Hel', '1')
    transport.last.lose()
    expect(state()).toMatchObject({ status: 'reconnecting', failure: { willRetry: true } })
    reconnect()
    transport.last.open()
    transport.last.event('delta', 'lo', '2')
    expect(seen).toEqual(['Hel', 'lo'])
    expect(requests()).toEqual(['POST /chat with body ', 'GET /runs/7  1'])
    const event = { type: 'delta', raw: 'Hel', lastEventId: '1' }
    expect(asked).toEqual([{ lastEventId: '1', event, failureCount: 1 }])
  })
})
