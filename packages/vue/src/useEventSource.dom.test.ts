import { cleanup, render, screen } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import {
  computed,
  createApp,
  effectScope,
  h,
  isReadonly,
  KeepAlive,
  nextTick,
  onMounted,
  reactive,
  ref,
  toRaw,
  toRefs,
  watch,
} from 'vue'
import type { ComponentInternalInstance, Ref } from 'vue'
import { optionsContract } from '../../../contract/options.ts'
import { renderingContract } from '../../../contract/rendering.ts'
import { clientContract } from '../../../contract/client.ts'
import { sharingContract } from '../../../contract/sharing.ts'
import { requestsContract } from '../../../contract/requests.ts'
import { siblingsContract } from '../../../contract/siblings.ts'
import { sourceContract } from '../../../contract/source.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { viewContract } from '../../../contract/view.ts'
import * as react from '../../react/src/index.ts'
import { tell, vue } from './adapter.test.helper.ts'
import { createEventSource } from './index.ts'
import type { EventSourceStore } from './index.ts'
import { mount } from './mount.test.helper.ts'
import { suspended } from './suspense.test.helper.ts'
import { useEventSource } from './useEventSource.ts'

stopClock(cleanup)

viewContract(vue)
requestsContract(vue)
sourceContract(vue)
optionsContract(vue)
sharingContract(vue)
clientContract(vue)
renderingContract(vue)
siblingsContract(vue)

test('shows the present value in what is read late, and follows it from then on', async () => {
  const transport = fakeTransport()
  const { result } = mount(() => useEventSource('/prices', { events, transport }))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon', '1'))
  const { status, data, latest, lastEventId } = result
  expect([status.value, data.value, latest.halt?.data, lastEventId.value]).toEqual([
    'open',
    'noon',
    'noon',
    '1',
  ])
  expect(Object.keys(latest)).toEqual(['halt'])

  const seen: unknown[] = []
  const stop = watch([data, () => latest.halt?.data], (now) => seen.push(now), { flush: 'sync' })
  await tell(() => transport.last.event('halt', 'night', '2'))
  stop()
  expect(seen.at(-1)).toEqual(['night', 'night'])
  expect([status.value, lastEventId.value]).toEqual(['open', '2'])
})

test('gives the same refs each time, which are read-only, and all of them to an object that spreads them', () => {
  const transport = fakeTransport()
  const { result } = mount(() => useEventSource('/prices', { events, transport }))
  const spread = { ...result }
  for (const name of Object.keys(result) as (keyof typeof result)[])
    expect(spread[name]).toBe(result[name])
  expect(Object.values(spread).every((each) => each !== undefined)).toBe(true)
  expect([isReadonly(spread.status), isReadonly(spread.latest)]).toEqual([true, true])
  expect(toRefs(reactive(result)).status.value).toBe('connecting')
})

test.each([
  ['a URL', new URL('https://a.test/1'), new URL('https://a.test/2')],
  ['a text', '/1', '/2'],
])(
  'takes %s, and follows a ref, a computed and a getter of it',
  async (_, first: string | URL, second: string | URL) => {
    const transport = fakeTransport()
    const named = ref<unknown>(first) as Ref<string | URL>
    mount(() => useEventSource(first, { events, transport }))
    for (const source of [named, computed(() => named.value), () => named.value]) {
      named.value = first
      const { unmount } = mount(() => useEventSource(source, { events, transport, key: 'mine' }))
      expect(transport.last.request.url).toMatch(/1$/)
      named.value = second
      await nextTick()
      expect(transport.last.request.url).toMatch(/2$/)
      unmount()
      vi.advanceTimersByTime(1000)
    }
    expect(transport.dials).toHaveLength(7)
  },
)

test('takes a store out of a deep ref too', () => {
  const transport = fakeTransport()
  const store = createEventSource({ url: '/1', events, transport })
  const source = ref(store) as Ref<EventSourceStore>
  const { result } = mount(() => useEventSource(source))
  expect(result.status.value).toBe('connecting')
  expect(toRaw(result.source.value)).toBe(store)
})

test('tells a watcher of the newest event, and of equal ones too when they come in frames of their own', async () => {
  const transport = fakeTransport()
  const seen: unknown[] = []
  mount(() => {
    const { event } = useEventSource('/prices', { events, transport })
    watch(event, (event) => seen.push(event?.data))
  })
  await tell(() => transport.last.open())
  for (let i = 0; i < 3; i++) await tell(() => transport.last.event('halt', 'noon'))
  expect(seen).toEqual(['noon', 'noon', 'noon'])
})

test('shares one connection with React components on the same page', async () => {
  const transport = fakeTransport()
  const { result, unmount } = mount(() => useEventSource('/prices', { events, transport }))
  const seen: unknown[] = []
  const Island = () => {
    react.useServerEvent('/prices', 'halt', (event) => seen.push(event.data), { events, transport })
    return null
  }
  const root = createRoot(document.createElement('div'))
  flushSync(() => root.render(createElement(Island)))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon'))
  expect(seen).toEqual(['noon'])
  expect(result.data.value).toBe('noon')
  expect(transport.dials).toHaveLength(1)

  unmount()
  vi.advanceTimersByTime(5000)
  expect(transport.sockets).toBe(1)
  flushSync(() => root.unmount())
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('works in an effect scope without a component, and ends with it', async () => {
  const transport = fakeTransport()
  const scope = effectScope()
  const url = ref('/1')
  const refs = scope.run(() => useEventSource(url, { events, transport }))
  expect(refs?.status.value).toBe('connecting')
  await tell(() => transport.last.open())
  expect(refs?.status.value).toBe('open')

  scope.stop()
  url.value = '/2'
  await tell(() => transport.last.event('halt', 'too late'))
  expect(refs?.data.value).toBeUndefined()
  vi.advanceTimersByTime(3000)
  expect(transport.dials).toHaveLength(1)
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('lives as long as the scope it was called in, as a Pinia store does, and not as the component around it', async () => {
  const transport = fakeTransport()
  const scope = effectScope(true)
  const { result, unmount } = mount(() =>
    scope.run(() => useEventSource('/prices', { events, transport })),
  )
  await tell(() => transport.last.open())
  unmount()
  vi.advanceTimersByTime(5000)
  await tell(() => transport.last.event('halt', 'noon'))
  expect(result?.data.value).toBe('noon')
  scope.stop()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('begins at once when it is called after the component is mounted', () => {
  const transport = fakeTransport()
  const { unmount } = mount(() =>
    onMounted(() => void useEventSource('/prices', { events, transport })),
  )
  expect(transport.dials).toHaveLength(1)
  unmount()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('stays connected in a component that is kept alive, and hangs up when that is gone', async () => {
  const transport = fakeTransport()
  const Reader = {
    setup() {
      const { status, latest } = useEventSource('/prices', { events, transport })
      return () => h('b', `${status.value} ${latest.halt?.data}`)
    },
  }
  const shown = ref(true)
  const { unmount } = render({
    render: () => h(KeepAlive, () => (shown.value ? h(Reader) : h('i'))),
  })
  await tell(() => transport.last.open())
  shown.value = false
  await tell(() => vi.advanceTimersByTime(5000))
  await tell(() => transport.last.event('halt', 'noon'))
  expect(screen.queryByText('open noon')).toBeNull()

  shown.value = true
  await nextTick()
  expect(screen.getByText('open noon')).toBeDefined()
  expect(transport.dials).toHaveLength(1)
  unmount()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('dials nothing for a tree that waits for data', async () => {
  const transport = fakeTransport()
  const Reader = {
    setup() {
      const { status } = useEventSource('/prices', { events, transport })
      return () => h('b', status.value)
    },
  }
  let arrive = () => {}
  const Slow = {
    async setup() {
      await new Promise<void>((resolve) => (arrive = resolve))
      return () => h('i', 'here')
    },
  }
  const app = createApp(suspended(() => h('p', [h(Reader), h(Slow)])))
  const page = document.createElement('div')
  app.mount(page)
  expect(page.textContent).toBe('wait')
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(0)

  arrive()
  await vi.waitFor(() => expect(page.textContent).toBe('connectinghere'))
  await tell(() => transport.last.open())
  expect(page.textContent).toBe('openhere')
  expect(transport.dials).toHaveLength(1)
  app.unmount()
})

test('is called in an async setup before it waits, and dials when that is mounted', async () => {
  const transport = fakeTransport()
  let arrive = () => {}
  const Slow = {
    async setup() {
      const { latest } = useEventSource('/prices', { events, transport })
      await new Promise<void>((resolve) => (arrive = resolve))
      return () => h('i', `here ${latest.halt?.data}`)
    },
  }
  const app = createApp(suspended(Slow))
  const page = document.createElement('div')
  app.mount(page)
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(0)

  arrive()
  await vi.waitFor(() => expect(page.textContent).toBe('here undefined'))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon'))
  expect(page.textContent).toBe('here noon')
  expect(transport.dials).toHaveLength(1)
  app.unmount()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
})

test('shows each thing under its own name to who inspects a component', () => {
  const transport = fakeTransport()
  const { container } = render({
    setup: () => useEventSource('/prices', { events, transport }) as object,
    template: undefined,
    render: () => h('p'),
  })
  const { setupState } = (
    container.querySelector('p') as { __vueParentComponent?: ComponentInternalInstance }
  ).__vueParentComponent as ComponentInternalInstance & { setupState: object }
  expect(Object.keys(setupState)).toEqual([
    'status',
    'failure',
    'failureCount',
    'since',
    'event',
    'data',
    'latest',
    'lastEventId',
    'source',
    'connect',
    'close',
  ])
})
