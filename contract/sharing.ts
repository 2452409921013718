import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** How components share a connection, close it and leave it. */
export function sharingContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  test('closes and connects for this component, with functions that stay the same', async () => {
    const transport = fakeTransport()
    const mine = mount('useEventSource', ['/prices', { events, transport }])
    const other = mount('useEventSource', ['/prices', { events, transport }])
    const { close, connect } = mine.shown
    await tell(() => transport.last.open())
    await tell(() => close())
    expect([mine.shown.status, other.shown.status]).toEqual(['closed', 'open'])
    expect(transport.sockets).toBe(1)

    await tell(() => transport.last.event('halt', 'noon'))
    expect([mine.shown.data, other.shown.data]).toEqual([undefined, 'noon'])

    await tell(() => connect())
    expect(mine.shown).toMatchObject({ status: 'open', close, connect })
    expect(transport.dials).toHaveLength(1)
  })

  test('closes the connection when the only component closes, and dials again on connect', async () => {
    const transport = fakeTransport()
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.open())
    await tell(() => prices.shown.close())
    expect(prices.shown).toMatchObject({ status: 'closed', failure: null })
    expect(transport.sockets).toBe(0)
    expect(vi.getTimerCount()).toBe(0)

    await tell(() => prices.shown.connect())
    expect(prices.shown.status).toBe('connecting')
    expect(transport.dials).toHaveLength(2)
  })

  test('shares one connection among the components that name one URL', async () => {
    const transport = fakeTransport()
    const price = mount(
      'useEventSource',
      ['/prices', { events, transport }],
      ({ latest }) => latest.price?.data,
    )
    const status = mount(
      'useEventSource',
      ['/prices', { events, transport }],
      (view) => view.status,
    )
    await tell(() => transport.last.open())
    status.unmount()
    await tell(() => transport.last.event('price', '5'))
    vi.advanceTimersByTime(5000)
    expect(price.text).toBe('5')
    expect(transport.dials).toHaveLength(1)
    expect(transport.sockets).toBe(1)
  })

  test('shares one request among the components that give the same body', async () => {
    const transport = fakeTransport()
    const options = { events, transport, method: 'POST', body: () => 'prompt' }
    const [first, second] = [
      mount('useEventSource', ['/chat', options]),
      mount('useEventSource', ['/chat', options]),
    ]
    await tell(() => transport.last.open())
    expect([first.shown.status, second.shown.status]).toEqual(['open', 'open'])
    expect(transport.dials).toHaveLength(1)
  })

  test('hangs up after the linger when the last component is gone, and leaves no timer behind', async () => {
    const transport = fakeTransport()
    const { unmount } = mount('useEventSource', ['/prices', { events, transport, linger: 300 }])
    await tell(() => transport.last.open())
    await settle(() => transport.last.event('halt', 'noon'))
    unmount()
    flushFrames()
    vi.advanceTimersByTime(299)
    expect(transport.sockets).toBe(1)
    vi.advanceTimersByTime(1)
    expect(transport.sockets).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('keeps the connection for a component that comes back within the linger', async () => {
    const transport = fakeTransport()
    const first = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'noon'))
    first.unmount()
    vi.advanceTimersByTime(900)
    const second = mount('useEventSource', ['/prices', { events, transport }])
    vi.advanceTimersByTime(5000)
    expect(transport.dials).toHaveLength(1)
    // What the stream has already is shown to a component that comes late.
    expect(second.shown.data).toBe('noon')
  })
}
