import { flushFrames, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** What `useEventSource` shows of a stream. */
export function viewContract({ mount, settle, messageOf }: Adapter) {
  const tell = createTell(settle)

  test('shows the status, the newest event of all, and the newest of each type', async () => {
    const transport = fakeTransport()
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    expect(prices.shown).toMatchObject({
      status: 'connecting',
      event: null,
      data: undefined,
      lastEventId: '',
    })

    await tell(() => transport.last.open())
    expect(prices.shown.status).toBe('open')
    expect(prices.shown.latest.price).toBeUndefined()

    await tell(() => transport.last.event('price', '1', '7'))
    await tell(() => transport.last.event('halt', 'noon', '8'))
    const { event, data, latest, lastEventId } = prices.shown
    expect(event).toEqual({ type: 'halt', data: 'noon', raw: 'noon', lastEventId: '8' })
    expect(data).toBe('noon')
    expect(lastEventId).toBe('8')
    expect(latest.price?.data).toBe(1)
    expect(latest.halt?.data).toBe('noon')
  })

  test('tells why the connection was lost, and forgets it when the stream is back', async () => {
    const transport = fakeTransport()
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.open())
    expect(prices.shown).toMatchObject({ failure: null, failureCount: 0 })

    await tell(() => transport.last.lose({ kind: 'http', message: 'Bad gateway', status: 502 }))
    expect(prices.shown).toMatchObject({ status: 'reconnecting', failureCount: 1 })
    expect(prices.shown.failure).toMatchObject({ kind: 'http', status: 502, willRetry: true })

    await tell(() => vi.advanceTimersByTime(3000))
    await tell(() => transport.last.open())
    expect(prices.shown).toMatchObject({ status: 'open', failure: null })
  })

  test('ends where trying again is of no use', async () => {
    const transport = fakeTransport()
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.lose({ kind: 'http', message: 'Who are you?', status: 401 }))
    expect(prices.shown.status).toBe('closed')
    expect(prices.shown.failure).toMatchObject({ status: 401, willRetry: false, retryAt: null })
  })

  test('shows the first event after a frame at once, and those that follow with the next frame', async () => {
    const transport = fakeTransport()
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.open())

    await settle(() => transport.last.event('halt', 'first'))
    expect(prices.shown.data).toBe('first')
    await settle(() => transport.last.event('halt', 'second'))
    await settle(() => transport.last.event('halt', 'third'))
    expect(prices.shown.data).toBe('first')
    await settle(() => flushFrames())
    expect(prices.shown.data).toBe('third')
  })

  test('takes an event for just an event, whatever its name is', async () => {
    const transport = fakeTransport()
    const names = ['error', 'open', '__proto__', 'constructor', 'toString']
    const events = Object.fromEntries(names.map((name) => [name, text]))
    // An object literal would take the name for the prototype.
    Object.defineProperty(events, '__proto__', { value: text, enumerable: true })
    const here = mount('useEventSource', ['/odd', { events, transport }])
    const none = mount('useEventSource', [null, { events }])
    await tell(() => transport.last.open())
    for (const name of names) {
      expect(here.shown.latest[name]).toBeUndefined()
      expect(none.shown.latest[name]).toBeUndefined()
      await tell(() => transport.last.event(name, `it is ${name}`))
      expect(here.shown.latest[name]?.data).toBe(`it is ${name}`)
    }
  })

  test('reads the events of a URL as text messages when no option names them, as the other hooks do', async () => {
    const transport = fakeTransport()
    const heard: unknown[] = []
    const append = (log: string, event: { data: string }) => log + event.data
    const messages = mount('useEventSource', ['/messages', { transport }])
    mount('useServerEvent', [
      '/messages',
      'message',
      (event) => heard.push(event.data),
      { transport },
    ])
    const log = mount('useEventState', ['/messages', '', { message: append }, { transport }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('message', '{"a":1}'))
    expect(messages.shown.data).toBe('{"a":1}')
    expect(messages.shown.latest.message?.data).toBe('{"a":1}')
    expect(heard).toEqual(['{"a":1}'])
    expect(log.shown).toBe('{"a":1}')
    expect(transport.dials).toHaveLength(1)
  })

  test.each([
    [
      'an unknown option',
      '/a',
      { events, header: {} },
      /There is no option 'header': remove it, or correct it to one of url, events/,
    ],
    ['no events', '/a', { events: {} }, /The 'events' option names no event type/],
    [
      'a decoder that is none',
      '/a',
      { events: { price: 'json' } },
      /The decoder of 'price' is neither a function nor a schema/,
    ],
    [
      'a URL that cannot be parsed',
      'http://[',
      { events },
      /The URL "http:\/\/\[" cannot be parsed: use an absolute URL/,
    ],
  ])('throws at once, and says what to do, for %s', (_, url, options, message) => {
    expect(messageOf('useEventSource', [url, options as object])).toMatch(message)
  })
}
