import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, effectScope, h } from 'vue'
import { createEventSource, json, text, useEventSource, useEventState, useServerEvent } from './index.ts'
import { useSuspendedEventSource } from './index.ts'
import type { Source } from './index.ts'

const events = { price: json<number>(), halt: text }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function pageOf(source: Source<typeof events>, transport = fakeTransport()) {
  return createSSRApp({
    setup() {
      const { status, failure, data, latest, lastEventId } = useEventSource(source, { events, transport })
      useServerEvent(source, 'halt', () => {}, { events, transport })
      const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data }, { events, transport })
      const shown = () => [
        status.value,
        failure.value,
        data.value ?? null,
        latest.price ?? null,
        lastEventId.value,
        sum.value,
      ]
      return () => h('p', JSON.stringify(shown()))
    },
  })
}

const initial = '<p>[&quot;idle&quot;,null,null,null,&quot;&quot;,0]</p>'

test.each([
  ['/prices'],
  ['https://a.test/prices'],
  [new URL('https://a.test/')],
  [() => '/prices'],
  [null],
  [undefined],
])('dials nothing on a server, and renders the initial state, for %s', async (source) => {
  const transport = fakeTransport()
  expect(await renderToString(pageOf(source, transport))).toBe(initial)
  expect(transport.dials).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('renders the initial state of a store, whatever has come for others on the server', async () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'https://a.test/', events, transport })
  source.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '5', '7')
  expect(await renderToString(pageOf(source))).toBe(initial)
  expect(transport.dials).toHaveLength(1)
})

test('dials nothing on a server from a scope inside of a component, as that of a Pinia store', async () => {
  const transport = fakeTransport()
  const app = createSSRApp({
    setup() {
      const refs = effectScope(true).run(() => useEventSource('/prices', { events, transport }))
      return () => h('p', refs?.status.value)
    },
  })
  expect(await renderToString(app)).toBe('<p>idle</p>')
  expect(transport.dials).toEqual([])
})

test('waits for no event on a server', async () => {
  const transport = fakeTransport()
  const app = createSSRApp({
    async setup() {
      const { status, data } = await useSuspendedEventSource('/prices', { events, transport })
      return () => h('p', `${status.value} ${data.value}`)
    },
  })
  expect(await renderToString(app)).toBe('<p>idle undefined</p>')
  expect(transport.dials).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('throws on a server too when an option is wrong', async () => {
  const app = createSSRApp({ setup: () => () => h('p', useEventSource('/prices', { events: {} }).status.value) })
  app.config.warnHandler = () => {}
  await expect(renderToString(app)).rejects.toThrow(/Name the event types/)
})
