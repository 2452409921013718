import { createEventSource, createEventState, flushFrames, json } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter } from './adapter.ts'

/** How `useSnapshot` shows a value that lives outside of components. */
export function snapshotContract({ mount, settle }: Adapter) {
  function fakeSums() {
    const transport = fakeTransport()
    const source = createEventSource({ url: '/prices', events: { price: json<number>() }, transport })
    return { transport, source, sum: createEventState(source, 0, { price: (sum, event) => sum + event.data }) }
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
    await settle(() => transport.last.event('price', '2'))
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

  test('follows another value when it gets one', async () => {
    const first = fakeSums()
    const second = fakeSums()
    const sum = mount('useSnapshot', [first.sum])
    first.transport.last.open()
    await settle(() => first.transport.last.event('price', '1'))
    sum.change(second.sum)
    expect(sum.shown).toBe(0)
    second.transport.last.open()
    await settle(() => second.transport.last.event('price', '5'))
    expect(sum.shown).toBe(5)
  })
}
