import { createEventSource } from '@use-event-source/core'
import { keepPrevious } from '@use-event-source/core/adapter'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events, fakeSource } from './stage.ts'

/** What `useEventSource` does when it gets another source. */
export function sourceContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  test('waits for a URL, and shows nothing any more when it is taken away', async () => {
    const transport = fakeTransport()
    const options = { events, transport }
    const prices = mount('useEventSource', [null, options])
    expect(transport.dials).toHaveLength(0)
    expect(prices.shown).toMatchObject({
      status: 'idle',
      failure: null,
      data: undefined,
      source: null,
    })
    expect(prices.shown.latest.price).toBeUndefined()
    // There is nothing to close or to connect, and no harm in it.
    prices.shown.close()
    prices.shown.connect()

    await prices.change('/prices', options)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'noon'))
    expect(prices.shown.data).toBe('noon')

    await prices.change(null, options)
    expect(prices.shown).toMatchObject({
      status: 'idle',
      data: undefined,
      event: null,
      source: null,
    })
    expect(prices.shown.latest.halt).toBeUndefined()
    vi.advanceTimersByTime(3000)
    expect(transport.sockets).toBe(0)
  })

  test('switches with the URL: the old stream is hung up, and nothing of it is shown', async () => {
    const transport = fakeTransport()
    const options = { events, transport }
    const room = mount('useEventSource', ['/rooms/1', options])
    const [first] = transport.dials
    await tell(() => first?.open())
    await tell(() => first?.event('halt', 'of the first', '1'))

    await room.change('/rooms/2', options)
    expect(room.shown).toMatchObject({ status: 'connecting', data: undefined, lastEventId: '' })
    expect(transport.dials).toHaveLength(2)
    expect(transport.last.request).toMatchObject({
      url: expect.stringMatching(/rooms\/2$/),
      lastEventId: '',
    })

    await tell(() => first?.event('halt', 'too late', '2'))
    expect(room.shown.data).toBeUndefined()
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'of the second', '9'))
    expect(room.shown).toMatchObject({ data: 'of the second', lastEventId: '9' })
    vi.advanceTimersByTime(3000)
    expect(first?.closed).toBe(true)
    expect(transport.sockets).toBe(1)
  })

  test.each([
    ['changed', () => {}],
    ['closed and then changed', (close: () => void) => close()],
  ])('leaves nothing of a stream that waits to redial when the URL is %s', async (_, first) => {
    const transport = fakeTransport()
    const options = { events, transport, retry: () => 2000 }
    const room = mount('useEventSource', ['/rooms/1', options])
    await tell(() => transport.last.open())
    await tell(() => transport.last.lose())
    expect(room.shown.status).toBe('reconnecting')
    await tell(() => first(room.shown.close))

    await room.change('/rooms/2', options)
    expect(room.shown).toMatchObject({ status: 'connecting', failure: null })
    await tell(() => transport.last.open())
    await tell(() => vi.advanceTimersByTime(60_000))
    expect(room.shown.status).toBe('open')
    expect(transport.dials).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('begins another stream with nothing on the screen, or with what was there, as one wishes', async () => {
    const transport = fakeTransport()
    const drops = { events, transport }
    const keeps = { ...drops, keepPrevious }
    const [dropping, keeping] = [
      mount('useEventSource', ['/a', drops]),
      mount('useEventSource', ['/a', keeps]),
    ]
    const shown = ({ shown: { status, data, latest } }: typeof keeping) => [
      status,
      data,
      latest.price?.data,
    ]
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '1'))

    await dropping.change('/b', drops)
    await keeping.change('/b', keeps)
    expect(shown(dropping)).toEqual(['connecting', undefined, undefined])
    expect(shown(keeping)).toEqual(['connecting', 1, 1])

    await tell(() => transport.last.open())
    expect(shown(keeping)).toEqual(['open', 1, 1])
    await tell(() => transport.last.event('price', '2'))
    expect(shown(dropping)).toEqual(['open', 2, 2])
    expect(shown(keeping)).toEqual(['open', 2, 2])
  })

  test('renders once for a store that is open, with what it has', async () => {
    const { transport, source } = fakeSource()
    source.on('halt', () => {})
    transport.last.open()
    transport.last.event('halt', 'before')
    const page = mount('useEventSource', [source], ({ status, data }) => `${status} ${data}`)
    await settle(() => {})
    expect(page).toMatchObject({ text: 'open before', renders: 1 })
  })

  test('takes a store, shows what it has already, and switches to another one', async () => {
    const transport = fakeTransport()
    const first = createEventSource({ url: '/1', events, transport })
    const second = createEventSource({ url: '/2', events, transport })
    first.on('halt', () => {})
    transport.last.open()
    transport.last.event('halt', 'before')

    const page = mount('useEventSource', [first])
    expect(page.shown).toMatchObject({ status: 'open', data: 'before', source: first })
    expect(transport.dials).toHaveLength(1)

    await page.change(second)
    expect(page.shown).toMatchObject({ status: 'connecting', data: undefined, source: second })
    expect(transport.dials).toHaveLength(2)
  })
}
