import { act } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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

function Page({ source }: { source: EventSourceStore<typeof events> }) {
  const { status, latest } = useEventSource(source)
  const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data })
  return <p>{`${status} ${latest.price?.data} ${sum}`}</p>
}

/** Renders the page as a server does, and hydrates it. */
async function hydrate(source: EventSourceStore<typeof events>) {
  const page = (
    <StrictMode>
      <Page source={source} />
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  const html = container.innerHTML
  const onRecoverableError = (error: unknown) => void complaints.push([error])
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
  return { container, html, root }
}

test('hydrates without a complaint, and connects then', async () => {
  const transport = fakeTransport()
  const { container, html, root } = await hydrate(createEventSource({ url: '/prices', events, transport }))
  expect(html).toBe('<p>idle undefined 0</p>')
  expect(complaints).toEqual([])
  expect(transport.dials).toHaveLength(1)

  act(() => transport.last.open())
  act(() => transport.last.event('price', '5'))
  act(() => flushFrames())
  expect(container.textContent).toBe('open 5 5')
  act(() => root.unmount())
})

test('hydrates without a complaint when others have the stream already, and shows it then', async () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/prices', events, transport })
  source.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '5')

  const { container, html, root } = await hydrate(source)
  expect(html).toBe('<p>idle undefined 0</p>')
  expect(complaints).toEqual([])
  expect(container.textContent).toBe('open 5 0')
  expect(transport.dials).toHaveLength(1)
  act(() => root.unmount())
})
