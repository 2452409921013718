import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { lazy, startTransition, StrictMode, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { optionsContract } from '../../../contract/options.ts'
import { renderingContract } from '../../../contract/rendering.ts'
import { clientContract } from '../../../contract/client.ts'
import { sharingContract } from '../../../contract/sharing.ts'
import { requestsContract } from '../../../contract/requests.ts'
import { siblingsContract } from '../../../contract/siblings.ts'
import { sourceContract } from '../../../contract/source.ts'
import { events, fakeSource, stopClock } from '../../../contract/stage.ts'
import { viewContract } from '../../../contract/view.ts'
import { react, tell } from './adapter.test.helper.tsx'
import { renderInBoundary } from './boundary.test.helper.tsx'
import { useEventSource } from './useEventSource.ts'

stopClock(cleanup)

viewContract(react)
requestsContract(react)
sourceContract(react)
optionsContract(react)
sharingContract(react)
clientContract(react)
renderingContract(react)
siblingsContract(react)

test('changes the URL in a transition, with one dial for each', async () => {
  const transport = fakeTransport()
  function Room() {
    const [url, setUrl] = useState('/rooms/1')
    const { status, latest } = useEventSource(url, { events, transport })
    const leave = () => startTransition(() => setUrl('/rooms/2'))
    return <button onClick={leave}>{`${status} ${latest.halt?.data}`}</button>
  }
  render(<Room />)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'noon'))
  await act(async () => screen.getByText('open noon').click())
  expect(screen.getByText('connecting undefined')).toBeDefined()
  await tell(() => transport.last.open())
  await tell(() => vi.advanceTimersByTime(5000))
  expect(screen.getByText('open undefined')).toBeDefined()
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
})

test('dials once in strict mode', async () => {
  const transport = fakeTransport()
  const { unmount } = renderHook(() => useEventSource('/prices', { events, transport }), {
    wrapper: StrictMode,
  })
  await tell(() => transport.last.open())
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(1)
  expect(transport.sockets).toBe(1)
  unmount()
  vi.advanceTimersByTime(3000)
  expect(transport.sockets).toBe(0)
})

test('dials nothing for a tree that waits for data, and goes on while a sibling waits', async () => {
  const transport = fakeTransport()
  const Status = () => <b>{useEventSource('/prices', { events, transport }).status}</b>
  let arrive: (module: { default: () => ReactNode }) => void = () => {}
  const Slow = lazy<() => ReactNode>(() => new Promise((resolve) => (arrive = resolve)))
  const page = (
    <Suspense fallback="wait">
      <Status />
      <Slow />
    </Suspense>
  )
  await act(async () => void render(page))
  expect(screen.getByText('wait')).toBeDefined()
  vi.advanceTimersByTime(5000)
  expect(transport.dials).toHaveLength(0)

  await act(async () => arrive({ default: () => <i>here</i> }))
  expect(screen.getByText('here')).toBeDefined()
  await tell(() => transport.last.open())
  expect(screen.getByText('open')).toBeDefined()
  expect(transport.dials).toHaveLength(1)
})

test('keeps a batch of changes together: no component sees half of them', async () => {
  const transport = fakeTransport()
  const seen: [unknown, unknown][] = []
  function Twins() {
    const { data } = useEventSource('/prices', { events, transport })
    const { data: twin } = useEventSource('/prices', { events, transport })
    const [clicks, setClicks] = useState(0)
    seen.push([data, twin])
    return <button onClick={() => setClicks(clicks + 1)}>{clicks}</button>
  }
  render(<Twins />)
  await tell(() => transport.last.open())
  act(() => {
    transport.last.event('halt', 'a')
    transport.last.event('halt', 'b')
    screen.getByRole('button').click()
    transport.last.event('halt', 'c')
  })
  act(() => flushFrames())
  for (const [data, twin] of seen) expect(data).toBe(twin)
  expect(seen.at(-1)).toEqual(['c', 'c'])
})

test.each([
  ['a store that is made', () => useEventSource(fakeSource().source)],
  [
    'a URL that is random',
    () => useEventSource(`/prices?${Math.random()}`, { transport: fakeTransport() }),
  ],
])('%s in each render is reported in words', (_, useSource) => {
  const Prices = () => <p>{useSource().status}</p>
  const { container } = renderInBoundary(<Prices />)
  expect(container.textContent).toMatch(/^The source is another one at each render/)
})

test('a source that changes with many renders is no mistake', () => {
  const transport = fakeTransport()
  const { result, rerender } = renderHook(({ url }) => useEventSource(url, { events, transport }), {
    initialProps: { url: '/0' },
  })
  for (let n = 1; n <= 50; n++) rerender({ url: `/${n}` })
  expect(result.current.status).toBe('connecting')
})
