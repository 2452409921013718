import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, createSSRApp, h, nextTick, ref, shallowRef, Suspense } from 'vue'
import type { Ref } from 'vue'
import { createEventSource, eventSourcePlugin, json, text } from './index.ts'
import type { Source } from './index.ts'
import { useSuspendedEventSource } from './useSuspendedEventSource.ts'

const events = { price: json<number>(), halt: text }
const realConsole = globalThis.console
let complaints: unknown[][] = []

beforeEach(() => {
  vi.useFakeTimers()
  complaints = []
  const complain = (...complaint: unknown[]) => void complaints.push(complaint)
  // Vue says at each first use that Suspense is experimental.
  globalThis.console = { ...realConsole, info: () => {}, error: complain, warn: complain }
})
afterEach(() => {
  globalThis.console = realConsole
  flushFrames()
  vi.useRealTimers()
})

/** Lets the server speak, shows what it said, and makes a pause. */
async function tell(speak: () => void) {
  speak()
  flushFrames()
  flushFrames()
  // One for the promise of the setup, and one for what is rendered then.
  for (let i = 0; i < 5; i++) await nextTick()
}

/** A page with a component that waits for its first event, and a count of what it rendered. */
function pageOf(source: Source<typeof events>, options: object = {}) {
  const shown: string[] = []
  const Price = {
    async setup() {
      const { status, data, failure, connect } = await useSuspendedEventSource(source, { events, ...options })
      return () => {
        shown.push(`${status.value} ${data.value}`)
        return h('b', { onClick: connect }, failure.value?.message ?? shown.at(-1))
      }
    },
  }
  const slots = { default: () => h(Price), fallback: () => h('i', 'wait') }
  return { shown, page: { setup: () => () => h(Suspense, null, slots) } }
}

function mount(source: Source<typeof events>, options: object = {}) {
  const { shown, page } = pageOf(source, options)
  const app = createApp(page)
  app.use(eventSourcePlugin)
  const container = document.createElement('div')
  app.mount(container)
  return { app, container, shown }
}

test('shows the fallback until the first event, then that event from the first render on, and dials once', async () => {
  const transport = fakeTransport()
  const { app, container, shown } = mount('/prices', { transport })
  await tell(() => transport.last.open())
  await tell(() => void vi.advanceTimersByTime(60_000))
  expect(container.textContent).toBe('wait')
  await tell(() => transport.last.event('price', '5'))
  expect(container.textContent).toBe('open 5')
  expect(shown).toEqual(['open 5'])
  await tell(() => void vi.advanceTimersByTime(60_000))
  await tell(() => transport.last.event('price', '6'))
  expect(container.textContent).toBe('open 6')
  expect(transport.dials).toHaveLength(1)

  app.unmount()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(complaints).toEqual([])
})

test('hangs up when the component is gone that still waits', async () => {
  const transport = fakeTransport()
  const { app } = mount('/prices', { transport })
  await tell(() => transport.last.open())
  app.unmount()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('shows the end of a stream that fails for good before its first event', async () => {
  const transport = fakeTransport()
  const { app, container } = mount('/prices', { transport })
  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  expect(container.textContent).toBe('Who are you?')
  expect(transport.dials).toHaveLength(1)
  await tell(() => container.querySelector('b')?.click())
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  expect(container.textContent).toBe('open 5')
  app.unmount()
})

test.each([
  ['there is no source', () => null],
  ['a store has an event already', storeWithEvent],
])('waits for nothing where %s', async (_, sourceOf) => {
  const { app, container, shown } = mount(sourceOf())
  await tell(() => {})
  expect(container.textContent).not.toBe('wait')
  expect(shown).toHaveLength(1)
  app.unmount()
})

function storeWithEvent() {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/prices', events, transport })
  source.subscribe(() => {})
  transport.last.open()
  transport.last.event('price', '5')
  return source
}

test('waits for the newest of the URLs in a ref, and for none when it is taken away', async () => {
  const transport = fakeTransport()
  const url: Ref<string | null> = ref('/rooms/1')
  const first = mount(url, { transport })
  const second = mount(shallowRef('/rooms/1'), { transport })
  url.value = '/rooms/2'
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '2'))
  expect([first.container.textContent, second.container.textContent]).toEqual(['open 2', 'wait'])
  first.app.unmount()
  second.app.unmount()

  url.value = '/rooms/1'
  const third = mount(url, { transport })
  await tell(() => (url.value = null))
  expect(third.container.textContent).toBe('idle undefined')
  third.app.unmount()
})

/** Begins something where there is no window, as on a server. */
function onServer<Result>(begin: () => Result): Result {
  const page = globalThis.window
  Reflect.deleteProperty(globalThis, 'window')
  try {
    return begin()
  } finally {
    globalThis.window = page
  }
}

test('takes over what a server has rendered without a complaint, and connects then', async () => {
  const transport = fakeTransport()
  const { page } = pageOf('/prices', { transport })
  const container = document.createElement('div')
  container.innerHTML = await onServer(() => renderToString(createSSRApp(page)))
  expect(container.innerHTML).toBe('<b>idle undefined</b>')
  const element = container.firstChild
  const app = createSSRApp(page)
  app.mount(container)
  await tell(() => {})
  expect(transport.dials).toHaveLength(1)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  expect(container.textContent).toBe('open 5')
  expect(container.firstChild).toBe(element)
  expect(complaints).toEqual([])
  app.unmount()
})
