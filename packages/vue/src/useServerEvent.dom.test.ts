import { cleanup, render } from '@testing-library/vue'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, effectScope, ref, shallowRef } from 'vue'
import { createEventSource, json, text } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useServerEvent } from './useServerEvent.ts'

const events = { price: json<number>(), halt: text }

function fakeSource(url = '/prices') {
  const transport = fakeTransport()
  return { transport, source: createEventSource({ url, events, transport }) }
}

/** Mounts a component that uses something, and counts its renders. */
function mount(use: () => void) {
  const renders = { count: 0 }
  const { unmount } = render({
    setup() {
      use()
      return () => void renders.count++
    },
  })
  return { renders, unmount }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
})

test('hears every event exactly once, in order, and equal ones too, without rendering', () => {
  const { transport, source } = fakeSource()
  const heard: number[] = []
  const { renders } = mount(() => useServerEvent(source, 'price', (event) => heard.push(event.data)))
  transport.last.open()
  for (let i = 0; i < 10; i++) transport.last.event('price', '5')
  transport.last.event('halt', 'not for us')
  for (const price of ['1', '2', '3']) transport.last.event('price', price)
  expect(heard).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 3])
  expect(renders.count).toBe(1)
})

test('reads the events of a URL as the options say, and shares its connection', () => {
  const transport = fakeTransport()
  const heard: unknown[] = []
  mount(() => {
    useServerEvent('/prices', 'price', (event) => heard.push(event.data), { events, transport })
    useServerEvent('/prices', 'price', (event) => heard.push(event.data), { events: { price: text }, transport })
    useEventSource('/prices', { events, transport })
  })
  transport.last.open()
  transport.last.event('price', '5')
  expect(heard).toEqual([5, '5'])
  expect(transport.dials).toHaveLength(1)
})

test('reads the events of a URL as text without options', async () => {
  vi.useRealTimers()
  const heard: string[] = []
  const url = 'data:text/event-stream,retry: 60000%0Aevent: note%0Adata: 5%0A%0A'
  const { unmount } = mount(() => useServerEvent(url, 'note', (event) => heard.push(event.data)))
  await vi.waitFor(() => expect(heard).toEqual(['5']))
  unmount()
})

test('hears nothing of the old stream when the URL is another one, and nothing at all without one', () => {
  const transport = fakeTransport()
  const heard: string[] = []
  const url = ref<string | null>('/1')
  mount(() => useServerEvent(url, 'halt', (event) => heard.push(event.data), { events, transport }))
  const [first] = transport.dials
  first?.open()
  url.value = '/2'
  first?.event('halt', 'old')
  transport.last.open()
  transport.last.event('halt', 'new')
  url.value = null
  transport.last.event('halt', 'nobody asked')
  expect(heard).toEqual(['new'])
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('follows the store in a ref', () => {
  const first = fakeSource('/1')
  const second = fakeSource('/2')
  const source = shallowRef(first.source)
  const heard: string[] = []
  mount(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)))
  first.transport.last.open()
  source.value = second.source
  first.transport.last.event('halt', 'old')
  second.transport.last.open()
  second.transport.last.event('halt', 'new')
  expect(heard).toEqual(['new'])
})

test('listens in an effect scope without a component, and ends with it', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  const scope = effectScope()
  scope.run(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)))
  transport.last.open()
  transport.last.event('halt', 'noon')
  scope.stop()
  transport.last.event('halt', 'too late')
  expect(heard).toEqual(['noon'])
})

test('hears nothing once the component is gone, and leaves no timer behind', () => {
  const { transport, source } = fakeSource()
  const heard: string[] = []
  const { unmount } = mount(() => useServerEvent(source, 'halt', (event) => heard.push(event.data)))
  transport.last.open()
  unmount()
  transport.last.event('halt', 'too late')
  vi.advanceTimersByTime(3000)
  expect(heard).toEqual([])
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('throws for a type that the store does not know', () => {
  const { source } = fakeSource()
  const thrown: string[] = []
  const app = createApp({
    setup() {
      useServerEvent(source, 'prize' as 'price', () => {})
      return () => null
    },
  })
  app.config.errorHandler = (error) => thrown.push((error as Error).message)
  app.mount(document.createElement('div'))
  expect(thrown).toEqual([expect.stringContaining(`Cannot listen for "prize": add it to the 'events' option.`)])
})
