import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, h, nextTick } from 'vue'
import { createEventSource, json, text, useEventSource, useEventState } from './index.ts'
import type { EventSourceStore } from './index.ts'

const events = { price: json<number>(), halt: text }
const realConsole = globalThis.console
let complaints: unknown[][] = []

beforeEach(() => {
  vi.useFakeTimers()
  complaints = []
  const complain = (...complaint: unknown[]) => void complaints.push(complaint)
  globalThis.console = { ...realConsole, error: complain, warn: complain }
})
afterEach(() => {
  globalThis.console = realConsole
  flushFrames()
  vi.useRealTimers()
})

function pageOf(source: EventSourceStore<typeof events>) {
  return createSSRApp({
    setup() {
      const { status, latest } = useEventSource(source)
      const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data })
      return () => h('p', `${status.value} ${latest.price?.data} ${sum.value}`)
    },
  })
}

/** Renders the page as a server does, and hydrates it. */
async function hydrate(source: EventSourceStore<typeof events>) {
  const container = document.createElement('div')
  container.innerHTML = await renderToString(pageOf(source))
  const html = container.innerHTML
  const element = container.firstChild
  const app = pageOf(source)
  app.mount(container)
  await nextTick()
  // The element of the server was adopted, and not replaced.
  expect(container.firstChild).toBe(element)
  return { container, html, app }
}

test('hydrates without a complaint, and connects then', async () => {
  const transport = fakeTransport()
  const { container, html, app } = await hydrate(createEventSource({ url: '/prices', events, transport }))
  expect(html).toBe('<p>idle undefined 0</p>')
  expect(complaints).toEqual([])
  expect(transport.dials).toHaveLength(1)

  transport.last.open()
  transport.last.event('price', '5')
  flushFrames()
  await nextTick()
  expect(container.textContent).toBe('open 5 5')
  app.unmount()
})

test('hydrates without a complaint when others have the stream already, and shows it then', async () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/prices', events, transport })
  source.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '5')

  const { container, html, app } = await hydrate(source)
  expect(html).toBe('<p>idle undefined 0</p>')
  expect(complaints).toEqual([])
  expect(container.textContent).toBe('open 5 0')
  expect(transport.dials).toHaveLength(1)
  app.unmount()
})
