import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter, View } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** For which changes `useEventSource` renders a component. */
export function renderingContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  function mountReaders(...reads: ((view: View) => unknown)[]) {
    const transport = fakeTransport()
    return {
      transport,
      readers: reads.map((read) =>
        mount('useEventSource', ['/prices', { events, transport }], read),
      ),
    }
  }

  test('does not render a component for what it does not read', async () => {
    const { transport, readers } = mountReaders(
      ({ status }) => status,
      ({ latest }) => latest.price?.data,
      ({ failure }) => failure?.kind,
    )
    await tell(() => transport.last.open())
    const before = readers.map(({ renders }) => renders)
    const rendered = () => readers.map(({ renders }, i) => renders - (before[i] ?? 0))

    for (const reason of ['noon', 'night']) await tell(() => transport.last.event('halt', reason))
    expect(rendered()).toEqual([0, 0, 0])
    await tell(() => transport.last.event('price', '5'))
    expect(rendered()).toEqual([0, 1, 0])
    await tell(() => transport.last.lose())
    expect(rendered()).toEqual([1, 1, 1])
    expect(readers.map((reader) => reader.text)).toEqual(['reconnecting', '5', 'network'])
  })

  test('renders for what a component has begun to read later', async () => {
    const transport = fakeTransport()
    let more = false
    const read = (view: View) => (more ? `${view.status} ${view.latest.halt?.data}` : view.status)
    const reader = mount('useEventSource', ['/prices', { events, transport }], read)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'unseen'))
    expect(reader.text).toBe('open')

    more = true
    await reader.change('/prices', { events, transport })
    expect(reader.text).toBe('open unseen')
    await tell(() => transport.last.event('halt', 'seen'))
    expect(reader.text).toBe('open seen')
  })

  test('renders a component that lists the types for each of them', async () => {
    const { transport, readers } = mountReaders(
      ({ latest }) => Object.keys(latest).toSorted().join() || 'none',
      ({ latest }) => ('halt' in latest ? 'halted' : 'running'),
    )
    const texts = () => readers.map(({ text }) => text)
    await tell(() => transport.last.open())
    expect(texts()).toEqual(['none', 'running'])
    await tell(() => transport.last.event('halt', 'noon'))
    await tell(() => transport.last.event('price', '5'))
    expect(texts()).toEqual(['halt,price', 'halted'])
  })
}
