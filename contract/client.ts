import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { keepPrevious } from '@use-event-source/core/adapter'
import { fakeTransport } from '@use-event-source/testing'
import { describe, expect, test } from 'vitest'
import type { Adapter, Options } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** What a client is to components, whether a provider, a plugin or an option brings it. */
export function clientContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  test('gives its defaults to the components below, which may choose otherwise', () => {
    const [provided, own] = [fakeTransport(), fakeTransport()]
    const headers = { authorization: 'Bearer 1' }
    const client = createEventSourceClient({ transport: provided, headers })
    mount('useEventSource', ['/prices', { events }], () => null, client)
    mount('useEventSource', ['/prices', { events, transport: own }], () => null, client)
    expect(provided.last.request.headers).toEqual(headers)
    expect([provided.dials.length, own.dials.length]).toEqual([1, 1])
  })

  test('takes an option that is undefined for none, in each of its places', () => {
    const transport = fakeTransport()
    const client = createEventSourceClient({ transport, headers: { a: '1' }, retry: undefined })
    const options = {
      events: undefined,
      headers: undefined,
      transport: undefined,
      client: undefined,
    }
    const page = mount('useEventSource', ['/prices', options], () => null, client)
    expect(transport.last.request.headers).toEqual({ a: '1' })
    expect(page.shown.source?.types).toEqual(['message'])
  })

  test('shares its connections with components and stores, and with none of another client', () => {
    const transport = fakeTransport()
    const [client, other] = [createEventSourceClient(), createEventSourceClient()]
    const options = { events, transport }
    mount('useEventSource', ['/prices', options], () => null, client)
    mount('useEventSource', ['/prices', { ...options, client }])
    createEventSource({ url: '/prices', ...options, client }).subscribe(() => {})
    expect(transport.dials).toHaveLength(1)
    mount('useEventSource', ['/prices', options])
    mount('useEventSource', ['/prices', { ...options, client: other }], () => null, client)
    expect(transport.dials).toHaveLength(3)
  })

  test('makes another stream of a component that gets another client or key', async () => {
    const transport = fakeTransport()
    let user = 'alice'
    const client = createEventSourceClient({ transport, key: () => user })
    const page = mount('useEventSource', ['/prices', { events, client }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'for alice'))
    user = 'bob'
    await page.change('/prices', { events, client })
    expect(page.shown).toMatchObject({ status: 'connecting', data: undefined })
    await page.change('/prices', { events, client: createEventSourceClient({ transport }) })
    expect(transport.dials).toHaveLength(3)
  })

  describe('keepPrevious', () => {
    const [alice, bob] = ['alice', 'bob'].map((key) => createEventSourceClient({ key }))
    const [asAlice, asBob] = [() => ({ a: '1' }), () => ({ a: '1' })]

    test.each<[string, boolean, Options, Options]>([
      ['the same headers', true, { headers: { A: '1' } }, { headers: { a: '1' } }],
      ['other headers', false, { headers: { a: '1' } }, { headers: { a: '2' } }],
      ['the same function', true, { headers: asAlice }, { headers: asAlice }],
      ['another function', false, { headers: asAlice }, { headers: asBob }],
      ['the same key', true, { key: 'a', headers: asAlice }, { key: 'a', headers: asBob }],
      ['another key', false, { key: 'a' }, { key: 'b' }],
      ['credentials', false, {}, { withCredentials: true }],
      ['another client', false, { client: alice }, { client: bob }],
    ])('keeps events for %s: %s', async (_name, keeps, before, after) => {
      const transport = fakeTransport()
      const always = { events, transport, keepPrevious }
      const page = mount('useEventSource', ['/a', { ...always, ...before }])
      await tell(() => transport.last.open())
      await tell(() => transport.last.event('halt', 'for alice'))
      await page.change('/b', { ...always, ...after })
      expect(page.shown.data).toBe(keeps ? 'for alice' : undefined)
    })

    test('keeps nothing when the client is cleared, not even without a stream', async () => {
      const transport = fakeTransport()
      const client = createEventSourceClient({ transport })
      const options = { events, client, keepPrevious }
      const page = mount('useEventSource', ['/a', options], (shown) => shown.data)
      await tell(() => transport.last.open())
      await tell(() => transport.last.event('halt', 'for alice'))
      await page.change(null, options)
      expect(page.text).toBe('for alice')
      await tell(() => client.clear())
      expect(page.text).toBe('undefined')
      await page.change('/b', options)
      expect(page.text).toBe('undefined')
    })
  })

  test('that is cleared takes all away that was shown and added up', async () => {
    const transport = fakeTransport()
    const client = createEventSourceClient({ transport })
    const options = { events, client }
    const add = { halt: (all: string, event: { data: string }) => all + event.data }
    const shown = mount(
      'useEventSource',
      ['/a', options],
      ({ status, data }) => `${status} ${data}`,
    )
    const sum = mount('useEventState', ['/a', '', add, options], (state) => `sum ${state}`)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'for alice'))
    expect([shown.text, sum.text]).toEqual(['open for alice', 'sum for alice'])
    await tell(() => client.clear())
    expect([shown.text, sum.text]).toEqual(['idle undefined', 'sum '])
    expect(transport.sockets).toBe(0)

    await tell(() => shown.shown.connect())
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'for bob'))
    expect(shown.text).toBe('open for bob')
  })
}
