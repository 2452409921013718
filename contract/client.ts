import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter } from './adapter.ts'
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
}
