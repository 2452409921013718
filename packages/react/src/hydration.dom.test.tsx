import { act } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, Suspense } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { hydrationContract } from '../../../contract/hydration.ts'
import { onServer } from '../../../contract/onServer.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { react } from './adapter.test.helper.tsx'
import { useEventSource, useEventState, useSuspenseEventSource } from './index.ts'
import type { Source } from './index.ts'

stopClock()

function Page({ source }: { source: Source }) {
  const { status, latest } = useEventSource(source)
  const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data })
  return <p>{`${status} ${latest.price?.data} ${sum}`}</p>
}

hydrationContract(react, async (source) => {
  const page = (
    <StrictMode>
      <Page source={source} />
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  const html = container.innerHTML
  const onRecoverableError = (error: unknown) => console.error(error)
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
  return { container, html, unmount: () => act(() => root.unmount()) }
})

test('takes over from the fallback that a server has rendered for who waits for an event', async () => {
  const transport = fakeTransport()
  const Price = () => <b>{useSuspenseEventSource('/prices', { events, transport }).data}</b>
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
  await act(async () => {
    transport.last.event('price', '5')
    flushFrames()
  })
  expect(container.textContent).toBe('Price5')
  expect(transport.dials).toHaveLength(1)
  // The rest of the page was adopted, and what React tells of is what the server said.
  expect(container.querySelector('p')).toBe(heading)
  expect(recovered).toHaveLength(1)
  act(() => root.unmount())
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})
