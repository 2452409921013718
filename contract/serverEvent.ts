import { createEventSource, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events, fakeSource } from './stage.ts'

/** What a listener of `useServerEvent` hears. */
export function serverEventContract({ mount, settle, messageOf }: Adapter) {
  const tell = createTell(settle)

  /** Collects the data of what is heard. */
  function createListener() {
    const heard: unknown[] = []
    return { heard, listen: (event: { data: unknown }) => void heard.push(event.data) }
  }

  test('hears every event exactly once, in order, and equal ones too, without rendering', async () => {
    const { transport, source } = fakeSource()
    const { heard, listen } = createListener()
    const page = mount('useServerEvent', [source, 'price', listen])
    transport.last.open()
    for (let i = 0; i < 10; i++) transport.last.event('price', '5')
    transport.last.event('halt', 'not for us')
    for (const price of ['1', '2', '3']) transport.last.event('price', price)
    expect(heard).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 3])
    await settle(() => {})
    expect(page.renders).toBe(1)
  })

  test('reads the events of a URL as the options say, and shares its connection', async () => {
    const transport = fakeTransport()
    const { heard, listen } = createListener()
    mount('useServerEvent', ['/prices', 'price', listen, { events, transport }])
    mount('useServerEvent', ['/prices', 'price', listen, { events: { price: text }, transport }])
    mount('useEventSource', ['/prices', { events, transport }])
    transport.last.open()
    await settle(() => transport.last.event('price', '5'))
    expect(heard).toEqual([5, '5'])
    expect(transport.dials).toHaveLength(1)
  })

  test('reads the events of a URL as text when no option names them', async () => {
    vi.useRealTimers()
    const { heard, listen } = createListener()
    const url = 'data:text/event-stream,retry: 60000%0Aevent: note%0Adata: 5%0A%0A'
    const { unmount } = mount('useServerEvent', [url, 'note', listen])
    await vi.waitFor(() => expect(heard).toEqual(['5']))
    unmount()
  })

  test('hears nothing of the old stream when the URL is another one, and nothing at all without one', async () => {
    const transport = fakeTransport()
    const { heard, listen } = createListener()
    const page = mount('useServerEvent', ['/1', 'halt', listen, { events, transport }])
    const [first] = transport.dials
    first?.open()
    await page.change('/2', 'halt', listen, { events, transport })
    first?.event('halt', 'old')
    transport.last.open()
    transport.last.event('halt', 'new')
    await page.change(null, 'halt', listen, { events, transport })
    transport.last.event('halt', 'for no one')
    expect(heard).toEqual(['new'])
    vi.advanceTimersByTime(3000)
    expect(transport.sockets).toBe(0)
  })

  test('follows from one store to another', async () => {
    const first = fakeSource('/1')
    const second = fakeSource('/2')
    const { heard, listen } = createListener()
    const page = mount('useServerEvent', [first.source, 'halt', listen])
    first.transport.last.open()
    await page.change(second.source, 'halt', listen)
    first.transport.last.event('halt', 'old')
    second.transport.last.open()
    second.transport.last.event('halt', 'new')
    expect(heard).toEqual(['new'])
  })

  test('hears nothing once the component is gone, and leaves no timer behind', () => {
    const { transport, source } = fakeSource()
    const { heard, listen } = createListener()
    const { unmount } = mount('useServerEvent', [source, 'halt', listen])
    transport.last.open()
    unmount()
    transport.last.event('halt', 'too late')
    vi.advanceTimersByTime(3000)
    expect(heard).toEqual([])
    expect(transport.sockets).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([
    ['a list of types', ['price', 'halt'] as const, ['1', 'noon', '2']],
    ["'*'", '*' as const, ['1', 'noon', '2', 'more']],
  ])('calls its listener in order for each event of %s', async (_, type, heard) => {
    const transport = fakeTransport()
    const source = createEventSource({
      url: '/prices',
      events: { ...events, note: text },
      transport,
    })
    const seen: string[] = []
    const page = mount('useServerEvent', [source, type, (event) => seen.push(event.raw)])
    await tell(() => transport.last.open())
    await tell(() => {
      transport.last.event('price', '1')
      transport.last.event('halt', 'noon')
      transport.last.event('price', '2')
      transport.last.event('note', 'more')
    })
    // The same list, written again.
    await page.change(source, typeof type === 'string' ? type : [...type], (event) =>
      seen.push(event.raw),
    )
    expect(seen).toEqual(heard)
    expect(transport.dials).toHaveLength(1)
    page.unmount()
    await tell(() => transport.last.event('price', '3'))
    expect(seen).toEqual(heard)
  })

  test('throws for a type that the store does not know', () => {
    const { source } = fakeSource()
    const message = messageOf('useServerEvent', [source, 'prize', () => {}])
    expect(message).toContain(
      `The event type "prize" is not declared: add it to the 'events' option.`,
    )
  })
}
