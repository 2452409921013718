import { act, cleanup, render } from '@testing-library/react'
import { flushFrames } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, Suspense, startTransition, useState } from 'react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { events, stopClock } from '../../../contract/stage.ts'
import { suspenseContract } from '../../../contract/suspense.ts'
import { react, tell } from './adapter.test.helper.tsx'
import { renderInBoundary } from './boundary.test.helper.tsx'
import { createEventSourceClient, EventSourceProvider, text, useEventSource } from './index.ts'
import type { Source } from './index.ts'
import { useSuspenseEventSource } from './useSuspenseEventSource.ts'
import { waits } from './waitFor.ts'

stopClock()
afterEach(() => {
  cleanup()
  flushFrames()
  // A wait that no component asks for any more ends by itself, and one that is left over was held
  // by us alone.
  vi.advanceTimersByTime(10_000)
  expect(waits.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

suspenseContract(react)

/** Lets time pass, in steps between which React gets its turn. */
async function passes(delay: number) {
  for (let time = 0; time < delay; time += 500) await tell(() => void vi.advanceTimersByTime(500))
}

/** Shows a stream that it waits for, and how it is doing. */
function Price({ source, transport, ...options }: { source: Source; transport?: object }) {
  const { status, data, failure, connect } = useSuspenseEventSource(source, {
    events,
    transport,
    ...options,
  } as never)
  if (status === 'closed') return <button onClick={connect}>{`${failure?.message} `}</button>
  return <b>{`${status} ${data} `}</b>
}

const Waiting = ({ children }: { children: ReactNode }) => (
  <Suspense fallback="wait ">{children}</Suspense>
)

test('shows the fallback until the first event in strict mode, and dials once', async () => {
  const transport = fakeTransport()
  const { container } = render(
    <StrictMode>
      <Waiting>
        <Price source="/prices" transport={transport} />
      </Waiting>
    </StrictMode>,
  )
  expect(container.textContent).toBe('wait ')
  await tell(() => transport.last.open())
  expect(container.textContent).toBe('wait ')
  await tell(() => transport.last.event('price', '5'))
  expect(container.textContent).toBe('open 5 ')
  await passes(10_000)
  await tell(() => transport.last.event('price', '6'))
  expect(container.textContent).toBe('open 6 ')
  expect(transport.dials).toHaveLength(1)
  expect(transport.sockets).toBe(1)
  expect(waits.size).toBe(0)
})

test('lets the connection go when the component that waits is gone', async () => {
  const transport = fakeTransport()
  const { unmount } = render(
    <Waiting>
      <Price source="/prices" transport={transport} />
    </Waiting>,
  )
  await tell(() => transport.last.open())
  unmount()
  // Five seconds until it is asked for, one to answer, and the linger.
  await passes(7000)
  expect(transport.sockets).toBe(0)
  expect(waits.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('throws what ends before its first event, with the failure as its cause, and dials once for it', async () => {
  const transport = fakeTransport()
  const { container } = renderInBoundary(
    <Waiting>
      <Price source="/prices" transport={transport} />
    </Waiting>,
  )
  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'Who are you?' }))
  await passes(10_000)
  expect(container.textContent).toBe('Who are you?')
  expect(transport.dials).toHaveLength(1)
})

test("throws where it would wait for ever, because '*' alone is declared", () => {
  const options = { events: { '*': text }, transport: fakeTransport() }
  expect(react.messageOf('useSuspenseEventSource', ['/prices', options])).toMatch(
    /would wait for ever/,
  )
})

test('waits for nothing without a source, and for nothing that is there', async () => {
  const transport = fakeTransport()
  const Others = () => <i>{useEventSource('/prices', { events, transport }).data}</i>
  const page = (source: string | null) => (
    <Waiting>
      <Others />
      <Price source={source} transport={transport} />
    </Waiting>
  )
  const { container, rerender } = render(page(null))
  expect(container.textContent).toBe('idle undefined ')
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  const seen: (string | null)[] = []
  const observer = new MutationObserver(() => seen.push(container.textContent))
  observer.observe(container, { childList: true, subtree: true, characterData: true })
  await act(async () => rerender(page('/prices')))
  observer.disconnect()
  expect(container.textContent).toBe('5open 5 ')
  for (const shown of seen) expect(shown).not.toContain('wait')
  expect(transport.dials).toHaveLength(1)
})

/** Shows the price in a room, and a button that leads to another one. */
function Rooms({
  transport,
  how = (change) => change(),
}: {
  transport: object
  how?: ((change: () => void) => void) | undefined
}) {
  const [url, setUrl] = useState('/rooms/1')
  return (
    <>
      <button onClick={() => how(() => setUrl('/rooms/2'))} />
      <Waiting>
        <Price source={url} transport={transport} />
      </Waiting>
    </>
  )
}

const leave = (container: Element) => tell(() => container.querySelector('button')?.click())

const visible = (container: Element) =>
  [...container.childNodes]
    .filter((node) => (node as HTMLElement).style?.display !== 'none')
    .map((node) => node.textContent)
    .join('')

test.each([
  ['shows the fallback', undefined, 'wait '],
  ['keeps the screen in a transition', startTransition, 'open 1 '],
])('%s while it waits for another URL, and dials each once', async (_, how, meanwhile) => {
  const transport = fakeTransport()
  const { container } = render(<Rooms transport={transport} how={how} />)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '1'))
  await passes(3000)

  await leave(container)
  expect(visible(container)).toBe(meanwhile)
  expect(transport.dials).toHaveLength(2)
  // Longer than one has to ask again.
  await passes(8000)
  expect(visible(container)).toBe(meanwhile)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '2'))
  expect(visible(container)).toBe('open 2 ')
  await passes(10_000)
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
})

test('one connection is enough for all who wait, and for a request that must not be sent twice', async () => {
  const transport = fakeTransport()
  const Answer = ({ name }: { name: string }) => {
    const options = { events, transport, method: 'POST', body: () => 'prompt' }
    return <b>{`${name} ${useSuspenseEventSource('/chat', options).data} `}</b>
  }
  const { container } = render(
    <StrictMode>
      <Waiting>
        <Answer name="a" />
      </Waiting>
      <Waiting>
        <Answer name="b" />
      </Waiting>
    </StrictMode>,
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('halt', 'yes'))
  await passes(10_000)
  expect(container.textContent).toBe('a yes b yes ')
  expect(transport.dials).toHaveLength(1)
})

test('shares nothing with those of another provider', async () => {
  const transport = fakeTransport()
  const { container } = render(
    <>
      <EventSourceProvider client={createEventSourceClient()}>
        <Waiting>
          <Price source="/prices" transport={transport} />
        </Waiting>
      </EventSourceProvider>
      <EventSourceProvider client={createEventSourceClient()}>
        <Waiting>
          <Price source="/prices" transport={transport} />
        </Waiting>
      </EventSourceProvider>
    </>,
  )
  expect(transport.dials).toHaveLength(2)
  for (const dial of transport.dials) await tell(() => dial.open())
  await tell(() => transport.dials[0]?.event('price', '1'))
  expect(container.textContent).toBe('open 1 wait ')
  await tell(() => transport.dials[1]?.event('price', '2'))
  expect(container.textContent).toBe('open 1 open 2 ')
})
