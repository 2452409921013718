import { act } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, Suspense } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventSource, json, text, useEventSource, useEventState, useSuspendedEventSource } from './index.ts'
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

/** Does something where there is no window, as on a server. */
function onServer<Result>(act: () => Result): Result {
  const page = globalThis.window
  Reflect.deleteProperty(globalThis, 'window')
  try {
    return act()
  } finally {
    globalThis.window = page
  }
}

test('takes over from the fallback that a server has rendered for who waits for an event', async () => {
  const transport = fakeTransport()
  const Price = () => <b>{useSuspendedEventSource('/prices', { events, transport }).data}</b>
  const page = (
    <StrictMode>
      <p>Price</p>
      <Suspense fallback={<i>wait</i>}>
        <Price />
      </Suspense>
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = onServer(() => renderToString(page))
  const heading = container.querySelector('p')
  expect(container.textContent).toContain('Pricewait')
  const recovered: string[] = []
  const onRecoverableError = (error: unknown) => void recovered.push(String(error))
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
  expect(container.textContent).toBe('Pricewait')
  await act(async () => transport.last.open())
  await act(async () => transport.last.event('price', '5'))
  expect(container.textContent).toBe('Price5')
  expect(transport.dials).toHaveLength(1)
  // The rest of the page was adopted, and what React tells of is what the server said.
  expect(container.querySelector('p')).toBe(heading)
  expect(recovered).toHaveLength(1)
  expect(complaints).toEqual([])
  act(() => root.unmount())
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})
