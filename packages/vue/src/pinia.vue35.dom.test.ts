import { cleanup, render, screen } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { createPinia, defineStore } from 'pinia'
import type { Pinia, StoreGeneric } from 'pinia'
import { describe, expect, test, vi } from 'vitest'
import { createSSRApp, h, KeepAlive, ref } from 'vue'
import { onServer } from '../../../contract/onServer.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.ts'
import { useEventSource, useEventState, useSnapshot } from './index.ts'
import { suspended } from './suspense.test.helper.ts'

stopClock(cleanup)

function fakeStore() {
  const transport = fakeTransport()
  const useLive = defineStore('live', () => {
    const { status, event, data, latest, source, connect } = useEventSource('/prices', {
      events,
      transport,
    })
    const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data })
    const since = useSnapshot(source, ({ since }) => since !== null)
    return { status, event, data, latest, sum, since, connect }
  })
  const Page = {
    setup() {
      const live: StoreGeneric = useLive()
      return () => h('p', `${live.status} ${live.data} ${live.latest.price?.data} ${live.sum}`)
    },
  }
  return { transport, useLive, Page }
}

/** Lets a server render a page, and returns its HTML and the state that it sends along. */
async function renderOnServer(page: object) {
  const pinia = createPinia()
  const html = await onServer(() => renderToString(createSSRApp(page).use(pinia)))
  return { html, state: JSON.stringify(pinia.state.value) }
}

describe('a page that a server has rendered', () => {
  /** Mounts a page over what a server has rendered of it, when something has used the store. */
  async function hydrate(page: object, useBefore: (pinia: Pinia) => void = () => {}) {
    const { html, state } = await renderOnServer(page)
    expect([html, state]).toEqual(['<p>idle undefined undefined 0</p>', '{"live":{"latest":{}}}'])
    const pinia = createPinia()
    pinia.state.value = JSON.parse(state)
    const container = document.createElement('div')
    container.innerHTML = html
    const element = container.firstChild
    const app = createSSRApp(page).use(pinia)
    useBefore(pinia)
    app.mount(container)
    expect(container.innerHTML).toBe(html)
    expect(container.firstChild).toBe(element)
    return { app, container }
  }

  test('is taken over without a complaint, and connects then', async () => {
    const { transport, Page } = fakeStore()
    const { app, container } = await hydrate(Page)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '5'))
    expect(container.textContent).toBe('open 5 5 5')
    expect(transport.dials).toHaveLength(1)
    app.unmount()
  })

  test('is taken over without a complaint when a plugin has connected before, and shows that then', async () => {
    const { transport, useLive, Page } = fakeStore()
    const { app, container } = await hydrate(Page, (pinia) => {
      useLive(pinia)
      transport.last.open()
      transport.last.event('price', '5')
    })
    await tell(() => {})
    expect(container.textContent).toBe('open 5 5 5')
    app.unmount()
  })
})

describe('a store that a component is the first to use', () => {
  const mount = (page: () => unknown) =>
    render({ render: page }, { global: { plugins: [createPinia()] } })

  test('goes on for the others while that component is deactivated', async () => {
    const { transport, useLive, Page } = fakeStore()
    const First = { setup: () => (useLive(), () => h('i', 'first')) }
    const shown = ref(true)
    mount(() => [h(KeepAlive, () => (shown.value ? h(First) : h('u'))), h(Page)])
    await tell(() => transport.last.open())
    await tell(() => (shown.value = false))
    vi.advanceTimersByTime(3000)
    await tell(() => transport.last.event('price', '5'))
    expect(screen.getByText('open 5 5 5')).toBeDefined()
    expect(transport.dials).toHaveLength(1)
  })

  test('connects though that component is never mounted', async () => {
    const { transport, useLive, Page } = fakeStore()
    const First = { setup: () => (useLive(), new Promise<() => null>(() => {})) }
    const first = ref(true)
    const Waiting = suspended(First)
    mount(() => h('div', [first.value ? h(Waiting) : h(Page)]))
    await tell(() => (first.value = false))
    vi.advanceTimersByTime(3000)
    await tell(() => transport.last.open())
    expect(screen.getByText('open undefined undefined 0')).toBeDefined()
    expect(transport.dials).toHaveLength(1)
  })
})
