import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter, View } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** How a component waits for the first event. While it does, `text` is the fallback: `wait`. */
export function suspenseContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  const read = ({ status, data, failure }: View) =>
    status === 'closed' ? failure?.message : `${status} ${data}`

  /** Lets time pass, in steps between which the framework gets its turn. */
  async function pass(delay: number) {
    for (let time = 0; time < delay; time += 500)
      await settle(() => void vi.advanceTimersByTime(500))
  }

  test('shows the fallback until the first event, then that event from the first render on, and dials once', async () => {
    const transport = fakeTransport()
    const seen: string[] = []
    const price = mount('useSuspenseEventSource', ['/prices', { events, transport }], (view) => {
      seen.push(`${view.status} ${view.data}`)
      return seen.at(-1)
    })
    expect(price.text).toBe('wait')
    await tell(() => transport.last.open())
    expect(price.text).toBe('wait')
    await tell(() => transport.last.event('price', '5'))
    expect(price.text).toBe('open 5')
    expect(new Set(seen)).toEqual(new Set(['open 5']))
    await pass(10_000)
    await tell(() => transport.last.event('price', '6'))
    expect(price.text).toBe('open 6')
    expect([transport.dials.length, transport.sockets]).toEqual([1, 1])

    price.unmount()
    vi.advanceTimersByTime(1000)
    expect(transport.sockets).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('waits for the first event of a store', async () => {
    const transport = fakeTransport()
    const price = mount(
      'useSuspenseEventSource',
      [createEventSource({ url: '/prices', events, transport })],
      read,
    )
    await tell(() => transport.last.open())
    expect(price.text).toBe('wait')
    await tell(() => transport.last.event('price', '5'))
    expect(price.text).toBe('open 5')
    await pass(10_000)
    expect(transport.dials).toHaveLength(1)
  })

  test('waits for as long as it takes, on one connection', async () => {
    const transport = fakeTransport()
    const price = mount('useSuspenseEventSource', ['/prices', { events, transport }], read)
    await tell(() => transport.last.open())
    await pass(60_000)
    expect(price.text).toBe('wait')
    expect([transport.dials.length, transport.sockets]).toEqual([1, 1])
    await tell(() => transport.last.event('price', '5'))
    expect(price.text).toBe('open 5')
  })

  test('waits for nothing without a source, and for nothing that is there', async () => {
    const transport = fakeTransport()
    const none = mount('useSuspenseEventSource', [null, { events, transport }], read)
    await settle(() => {})
    expect(none.text).toBe('idle undefined')

    const source = createEventSource({ url: '/prices', events, transport })
    source.subscribe(() => {})
    transport.last.open()
    transport.last.event('price', '5')
    const price = mount('useSuspenseEventSource', [source], read)
    await settle(() => {})
    expect(price.text).toBe('open 5')
    expect(transport.dials).toHaveLength(1)
  })

  test('waits for the newest URL when it changes on the way, and leaves nothing of the other', async () => {
    const transport = fakeTransport()
    const room = mount('useSuspenseEventSource', ['/rooms/1', { events, transport }], read)
    await tell(() => transport.last.open())
    await room.change('/rooms/2', { events, transport })
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '2'))
    expect(room.text).toBe('open 2')
    await pass(10_000)
    expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
  })

  test('waits for another URL, however often it is rendered meanwhile', async () => {
    const transport = fakeTransport()
    const room = mount('useSuspenseEventSource', ['/rooms/1', { events, transport }], read)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '1'))
    for (let i = 0; i < 30; i++) await room.change('/rooms/2', { events, transport })
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '2'))
    expect(room.text).toBe('open 2')
    expect(transport.dials).toHaveLength(2)
  })

  test('waits for an event of the next user where the client is cleared meanwhile', async () => {
    const transport = fakeTransport()
    const client = createEventSourceClient({ key: () => user, transport })
    let user = 'alice'
    const inbox = mount('useSuspenseEventSource', ['/inbox', { events, client }], read)
    await tell(() => transport.last.open())
    await tell(() => {
      user = 'bob'
      client.clear()
    })
    await settle(() => {})
    expect(inbox.text).toBe('wait')
    expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'for bob'))
    expect(inbox.text).toBe('open for bob')
  })

  test('waits on where a broken answer continues elsewhere, and sends its question once', async () => {
    const transport = fakeTransport()
    const reconnectWith = () => ({ url: 'https://a.test/runs/7', method: 'GET' })
    const question = { events, transport, method: 'POST', body: 'Why?', key: '7', reconnectWith }
    const answer = mount('useSuspenseEventSource', ['https://a.test/runs', question], read)
    await tell(() => transport.last.open())
    await tell(() => transport.last.lose())
    await pass(5000)
    expect(answer.text).toBe('wait')
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'Because.', '1'))
    expect(answer.text).toBe('open Because.')
    await pass(70_000)
    expect(transport.dials.map(({ request: { method, url } }) => `${method} ${url}`)).toEqual([
      'POST https://a.test/runs',
      'GET https://a.test/runs/7',
    ])
  })

  test('goes on without a wait when the stream is lost later', async () => {
    const transport = fakeTransport()
    const price = mount('useSuspenseEventSource', ['/prices', { events, transport }], read)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '5'))
    await tell(() => transport.last.lose())
    expect(price.text).toBe('reconnecting 5')
  })
}
