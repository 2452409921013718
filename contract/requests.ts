import { text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter, Options } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** What `useEventSource` sends, and what it leaves, when it is asked for something else. */
export function requestsContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  test('keeps one stream lingering at most, however fast the URL changes', async () => {
    const transport = fakeTransport()
    const options = { events, transport }
    const search = mount('useEventSource', ['/search?q=', options])
    for (const typed of ['t', 'ty', 'typ', 'type', 'typed']) {
      await search.change(`/search?q=${typed}`, options)
      await tell(() => transport.last.open())
      expect(transport.sockets).toBeLessThanOrEqual(2)
    }
    await search.change(null, options)
    await search.change('/search?q=typed!', options)
    expect(transport.sockets).toBe(2)
    await search.change('/search', options)
    expect(transport.sockets).toBe(2)
    vi.advanceTimersByTime(1000)
    expect(transport.sockets).toBe(1)
  })

  test('comes back to a stream that lingers without another dial', async () => {
    const transport = fakeTransport()
    const options = { events, transport }
    const tab = mount('useEventSource', ['/a', options])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'noon'))
    for (const url of ['/b', '/a', '/b', '/a']) {
      await tab.change(url, options)
    }
    expect(tab.shown.data).toBe('noon')
    expect(transport.dials).toHaveLength(2)
  })

  test('ends no linger of a stream that others listen to', async () => {
    const transport = fakeTransport()
    const options = { events, transport }
    const stays = mount('useEventSource', ['/a', options])
    const moves = mount('useEventSource', ['/a', options])
    await tell(() => transport.last.open())
    for (const url of ['/b', '/c', '/d']) {
      await moves.change(url, options)
    }
    await tell(() => transport.dials[0]?.event('halt', 'noon'))
    expect(stays.shown.data).toBe('noon')
  })

  const post = { events, method: 'POST', retry: false } as const

  test('sends no request that is not GET while a body is typed, and the newest on connect', async () => {
    const transport = fakeTransport()
    const chat = mount('useEventSource', ['/chat', { ...post, transport, body: '' }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'first'))
    for (const body of ['H', 'Hi', 'Hi!']) {
      await chat.change('/chat', { ...post, transport, body })
      expect(chat.shown).toMatchObject({ status: 'idle', data: undefined })
    }
    expect(transport.dials).toHaveLength(1)
    await tell(() => vi.advanceTimersByTime(1000))
    expect(transport.sockets).toBe(0)

    await tell(() => chat.shown.connect())
    expect(chat.shown.status).toBe('connecting')
    expect(transport.dials.map((dial) => dial.request.body)).toEqual(['', 'Hi!'])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'second'))
    expect(chat.shown).toMatchObject({ status: 'open', data: 'second' })
  })

  test.each<[string, string, Options]>([
    ['another URL', '/chat/2', { body: 'a' }],
    ['another key', '/chat', { body: 'a', key: '2' }],
  ])(
    'sends a request that is not GET for %s, after a body that was not sent',
    async (_, url, options) => {
      const transport = fakeTransport()
      const chat = mount('useEventSource', ['/chat', { ...post, transport, body: 'a' }])
      await chat.change('/chat', { ...post, transport, body: 'b' })
      await chat.change(url, { ...post, transport, ...options })
      expect(transport.dials).toHaveLength(2)
    },
  )

  test('sends a request that is not GET each time its source comes from null', async () => {
    const transport = fakeTransport()
    const chat = mount('useEventSource', [null, { ...post, transport, body: '' }])
    await chat.change(null, { ...post, transport, body: 'a' })
    expect(transport.dials).toHaveLength(0)
    for (const body of ['a', 'b']) {
      await chat.change('/chat', { ...post, transport, body })
      await chat.change(null, { ...post, transport, body })
    }
    expect(transport.dials.map((dial) => dial.request.body)).toEqual(['a', 'b'])
  })

  test('does not begin a reduction again for another order of the same events', async () => {
    const transport = fakeTransport()
    const rest = ['', { a: (log: string, event: { data: string }) => log + event.data }] as const
    const log = mount('useEventState', ['/a', ...rest, { transport, events: { a: text, b: text } }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('a', '1'))
    await log.change('/a', ...rest, { transport, events: { b: text, a: text } })
    await tell(() => transport.last.event('a', '2'))
    expect(log.shown).toBe('12')
    expect(transport.dials).toHaveLength(1)
  })
}
