import { cleanup, render, screen } from '@testing-library/vue'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, h, nextTick, ref, shallowRef } from 'vue'
import { createEventSource, json, text } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'

const events = { price: json<number>(), halt: text }

function fakeSource(url = '/prices', transport = fakeTransport()) {
  return { transport, source: createEventSource({ url, events, transport }) }
}

/** Mounts a component that uses something, and returns what it got. */
function mount<Result>(use: () => Result) {
  const got = {} as { result: Result }
  const { unmount } = render({
    setup() {
      got.result = use()
      return () => null
    },
  })
  return { ...got, unmount }
}

/** Lets the server speak, shows what it said, and makes a pause. */
function tell(speak: () => void) {
  speak()
  flushFrames()
  flushFrames()
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
})

test('adds up every event of all types in order, and equal ones too', () => {
  const { transport, source } = fakeSource()
  const { result } = mount(() =>
    useEventState(source, [] as unknown[], {
      price: (log, event) => [...log, event.data],
      halt: (log, event) => [...log, event.data],
    }),
  )
  expect(result.value).toEqual([])
  tell(() => transport.last.open())
  tell(() => {
    transport.last.event('price', '1')
    transport.last.event('halt', 'noon')
    for (let i = 0; i < 3; i++) transport.last.event('price', '2')
  })
  expect(result.value).toEqual([1, 'noon', 2, 2, 2])
})

test('renders at most twice for many events, and not at all when the state stays the same', async () => {
  const { transport, source } = fakeSource()
  let renders = 0
  render({
    setup() {
      const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data, halt: (sum) => sum })
      return () => {
        renders++
        return h('b', sum.value)
      }
    },
  })
  tell(() => transport.last.open())
  await nextTick()
  expect(renders).toBe(1)
  for (let i = 0; i < 100; i++) transport.last.event('price', '1')
  await nextTick()
  tell(() => {})
  await nextTick()
  expect(screen.getByText('100')).toBeDefined()
  expect(renders).toBeLessThanOrEqual(3)

  const before = renders
  tell(() => transport.last.event('halt', 'noon'))
  tell(() => transport.last.event('price', '0'))
  await nextTick()
  expect(renders).toBe(before)
})

test('begins again with another stream, and waits without one', () => {
  const transport = fakeTransport()
  const url = ref<string | null>(null)
  const { result } = mount(() =>
    useEventState(url, 'log:', { halt: (log, event) => `${log} ${event.data}` }, { events, transport }),
  )
  expect(result.value).toBe('log:')
  expect(transport.dials).toHaveLength(0)

  url.value = '/1'
  const [first] = transport.dials
  tell(() => first?.open())
  tell(() => first?.event('halt', 'noon'))
  expect(result.value).toBe('log: noon')

  url.value = '/2'
  expect(result.value).toBe('log:')
  tell(() => first?.event('halt', 'old'))
  tell(() => transport.last.open())
  tell(() => transport.last.event('halt', 'new'))
  expect(result.value).toBe('log: new')

  url.value = null
  expect(result.value).toBe('log:')
})

test('begins again with another store', () => {
  const { transport, source: first } = fakeSource('/1')
  const { source: second } = fakeSource('/2', transport)
  const source = shallowRef(first)
  const { result } = mount(() => useEventState(source, 0, { price: (sum, event) => sum + event.data }))
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '1'))
  expect(result.value).toBe(1)
  source.value = second
  expect(result.value).toBe(0)
})

test('takes the source that useEventSource gives', () => {
  const transport = fakeTransport()
  const { result } = mount(() => {
    const { source, status } = useEventSource('/prices', { events, transport })
    return { status, sum: useEventState(source, 0, { price: (sum, event) => sum + event.data }) }
  })
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '5'))
  expect([result.status.value, result.sum.value]).toEqual(['open', 5])
  expect(transport.dials).toHaveLength(1)
})

test('reads the events of a URL as text without options', async () => {
  vi.useRealTimers()
  const url = 'data:text/event-stream,retry: 60000%0Aevent: a%0Adata: 1%0A%0Aevent: b%0Adata: 2%0A%0A'
  const { result, unmount } = mount(() =>
    useEventState(url, '', { a: (log, event) => log + event.data, b: (log, event) => log + event.data }),
  )
  await vi.waitFor(() => expect(result.value).toBe('12'))
  unmount()
})

test('adds up in an effect scope without a component, and ends with it', () => {
  const { transport, source } = fakeSource()
  const scope = effectScope()
  const sum = scope.run(() => useEventState(source, 0, { price: (sum, event) => sum + event.data }))
  tell(() => transport.last.open())
  tell(() => transport.last.event('price', '5'))
  scope.stop()
  tell(() => transport.last.event('price', '7'))
  expect(sum?.value).toBe(5)
})

test('adds up nothing once the component is gone, and leaves no timer behind', () => {
  const { transport, source } = fakeSource()
  const seen: number[] = []
  const { unmount } = mount(() => useEventState(source, 0, { price: (_, event) => seen.push(event.data) }))
  tell(() => transport.last.open())
  unmount()
  transport.last.event('price', '5')
  vi.advanceTimersByTime(3000)
  expect(seen).toEqual([])
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
