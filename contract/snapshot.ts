import { createEventSource, createEventState, flushFrames, json } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell } from './stage.ts'

/** How `useSnapshot` shows a value that lives outside of components. */
export function snapshotContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  function fakeSums() {
    const transport = fakeTransport()
    const source = createEventSource({
      url: '/prices',
      events: { price: json<number>() },
      transport,
    })
    return {
      transport,
      source,
      sum: createEventState(source, 0, { price: (sum, event) => sum + event.data }),
    }
  }

  test('shows a state that lives outside of components, and keeps it from one to the next', async () => {
    const { transport, sum } = fakeSums()
    const first = mount('useSnapshot', [sum])
    expect(first.shown).toBe(0)
    transport.last.open()
    await settle(() => transport.last.event('price', '1'))
    expect(first.shown).toBe(1)
    first.unmount()

    const [second, third] = [mount('useSnapshot', [sum]), mount('useSnapshot', [sum])]
    expect([second.shown, third.shown]).toEqual([1, 1])
    await tell(() => transport.last.event('price', '2'))
    expect([second.shown, third.shown]).toEqual([3, 3])
    expect(transport.dials).toHaveLength(1)
  })

  test('shows the whole state of a store', async () => {
    const { transport, source } = fakeSums()
    const state = mount('useSnapshot', [source])
    await settle(() => {
      transport.last.open()
      flushFrames()
    })
    expect(state.shown).toBe(source.getSnapshot())
    expect(state.shown).toMatchObject({ status: 'open' })
  })

  test('a selection renders when it is not equal any more, and only then', async () => {
    const { transport, source } = fakeSums()
    const select = ({ data = 0 }: { data?: number }) => ({ tens: Math.floor(data / 10) })
    const equal = (a: { tens: number }, b: { tens: number }) => a.tens === b.tens
    const seen: number[] = []
    mount('useSnapshot', [source, select, equal], (selected) =>
      seen.push((selected as { tens: number }).tens),
    )
    await tell(() => transport.last.open())
    const before = seen.length
    for (const price of ['11', '12', '19', '25'])
      await tell(() => transport.last.event('price', price))
    expect(seen.slice(before)).toEqual([1, 2])
  })

  test('is undefined without a value, and connects nothing', async () => {
    const { transport, source } = fakeSums()
    const none = mount('useSnapshot', [null, ({ status }) => status])
    expect(none.shown).toBeUndefined()
    expect(transport.dials).toHaveLength(0)
    await none.change(source, ({ status }) => status)
    expect(none.shown).toBe('connecting')
    await none.change(null, ({ status }) => status)
    expect(none.shown).toBeUndefined()
  })

  test('follows another value when it gets one', async () => {
    const first = fakeSums()
    const second = fakeSums()
    const sum = mount('useSnapshot', [first.sum])
    first.transport.last.open()
    await settle(() => first.transport.last.event('price', '1'))
    await sum.change(second.sum)
    expect(sum.shown).toBe(0)
    second.transport.last.open()
    await tell(() => second.transport.last.event('price', '5'))
    expect(sum.shown).toBe(5)
  })
}
