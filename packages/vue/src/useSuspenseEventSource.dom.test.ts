import { cleanup } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { expect, test, vi } from 'vitest'
import { createApp, createSSRApp, h, ref, shallowRef } from 'vue'
import type { MaybeRefOrGetter, Ref } from 'vue'
import { onServer } from '../../../contract/onServer.ts'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { suspenseContract } from '../../../contract/suspense.ts'
import { tell, vue } from './adapter.test.helper.ts'
import { createEventSourceClient, eventSourcePlugin, text } from './index.ts'
import type { Source } from './index.ts'
import { suspended } from './suspense.test.helper.ts'
import { useSuspenseEventSource } from './useSuspenseEventSource.ts'

stopClock(cleanup)

suspenseContract(vue)

/** A page with a component that waits for its first event, and a count of what it rendered. */
function pageOf(source: MaybeRefOrGetter<Source>, options: object = {}) {
  const shown: string[] = []
  const Price = {
    async setup() {
      const { status, data, failure, connect } = await useSuspenseEventSource(source, {
        events,
        ...options,
      })
      return () => {
        shown.push(`${status.value} ${data.value}`)
        return h('b', { onClick: connect }, failure.value?.message ?? shown.at(-1))
      }
    },
  }
  return { shown, page: suspended(Price) }
}

function mount(source: MaybeRefOrGetter<Source>, options: object = {}) {
  const { shown, page } = pageOf(source, options)
  const app = createApp(page)
  app.use(eventSourcePlugin, { client: createEventSourceClient() })
  const container = document.createElement('div')
  app.mount(container)
  return { app, container, shown }
}

test('hangs up when the component is gone that still waits', async () => {
  const transport = fakeTransport()
  const { app } = mount('/prices', { transport })
  await tell(() => transport.last.open())
  app.unmount()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('waits for the newest of the URLs in a ref, and for none when it is taken away', async () => {
  const transport = fakeTransport()
  const url: Ref<string | null> = ref('/rooms/1')
  const first = mount(url, { transport })
  const second = mount(shallowRef('/rooms/1'), { transport })
  await tell(() => (url.value = '/rooms/2'))
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

test("throws where it would wait for ever, because '*' alone is declared", async () => {
  const { page } = pageOf('/prices', { events: { '*': text }, transport: fakeTransport() })
  const app = createApp(page)
  // Vue 3.3 warns that a component whose setup failed has nothing to render.
  hearWarnings()
  const thrown: unknown[] = []
  app.config.errorHandler = (error) => thrown.push(error)
  app.mount(document.createElement('div'))
  await tell(() => {})
  expect(String(thrown)).toMatch(/would wait for ever/)
  app.unmount()
})

test('throws what ends before its first event, with the failure as its cause, and dials once for it', async () => {
  const transport = fakeTransport()
  const { page } = pageOf('/prices', { transport })
  const app = createApp(page)
  // Vue 3.3 warns that a component whose setup failed has nothing to render.
  hearWarnings()
  const thrown: unknown[] = []
  app.config.errorHandler = (error) => thrown.push(error)
  app.mount(document.createElement('div'))
  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  expect(thrown).toMatchObject([{ message: 'Who are you?', cause: { kind: 'http', status: 401 } }])
  vi.advanceTimersByTime(10_000)
  expect(transport.dials).toHaveLength(1)
  app.unmount()
})

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
  app.unmount()
})
