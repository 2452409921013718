import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { createEventSource, createEventState, json } from './index.ts'
import { useSnapshot } from './useSnapshot.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  flushFrames()
  vi.useRealTimers()
})

function fakeSums() {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/prices', events: { price: json<number>() }, transport })
  return { transport, source, sum: createEventState(source, 0, { price: (sum, event) => sum + event.data }) }
}

test('shows a state that lives outside of components, and keeps it from one to the next', () => {
  const { transport, sum } = fakeSums()
  const scope = effectScope()
  const first = scope.run(() => useSnapshot(sum))
  expect(first?.value).toBe(0)
  transport.last.open()
  transport.last.event('price', '1')
  expect(first?.value).toBe(1)
  scope.stop()

  const both = effectScope().run(() => [useSnapshot(sum), useSnapshot(sum)])
  expect(both?.map((state) => state.value)).toEqual([1, 1])
  transport.last.event('price', '2')
  expect(both?.map((state) => state.value)).toEqual([3, 3])
  expect(transport.dials).toHaveLength(1)
})

test('shows the whole state of a store', () => {
  const { transport, source } = fakeSums()
  const state = effectScope().run(() => useSnapshot(source))
  transport.last.open()
  flushFrames()
  expect(state?.value).toBe(source.getSnapshot())
  expect(state?.value.status).toBe('open')
})

test('follows another value when it gets one', () => {
  const first = fakeSums()
  const second = fakeSums()
  const shown = shallowRef(first)
  const state = effectScope().run(() => useSnapshot(() => shown.value.sum))
  first.transport.last.open()
  first.transport.last.event('price', '1')
  shown.value = second
  expect(state?.value).toBe(0)
  second.transport.last.open()
  second.transport.last.event('price', '5')
  expect(state?.value).toBe(5)
})
