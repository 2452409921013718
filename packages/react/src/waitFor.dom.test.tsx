import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { flushFrames, text } from '@use-event-source/core'
import type { Transport } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { lazy, startTransition, StrictMode, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.tsx'
import { RetryBoundary } from './boundary.test.helper.tsx'
import { hearErrors } from './hearErrors.test.helper.ts'
import { createEventSource, createEventSourceClient, EventSourceProvider } from './index.ts'
import { useEventSource } from './useEventSource.ts'
import { useSuspenseEventSource } from './useSuspenseEventSource.ts'
import { waits } from './waitFor.ts'

stopClock()
afterEach(async () => {
  cleanup()
  flushFrames()
  await passes(70_000)
  expect(waits.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

const events = { message: text }
const wait = <b>wait</b>

/** Lets time pass, in steps between which React gets its turn. */
async function passes(time: number, step = 250) {
  for (let passed = 0; passed < time; passed += step)
    await act(() => vi.advanceTimersByTimeAsync(Math.min(step, time - passed)))
}

/** A server that says after so many milliseconds which path was asked for. */
function serverThatSpeaks(delays: Readonly<Record<string, number>>) {
  const dials: string[] = []
  const transport: Transport = ({ url }, emit) => {
    const { pathname } = new URL(url)
    dials.push(pathname)
    const timers = [
      setTimeout(() => emit({ kind: 'open', url }), 5),
      setTimeout(
        () => emit({ kind: 'event', event: { type: 'message', raw: pathname, lastEventId: '' } }),
        delays[pathname],
      ),
    ]
    return () => timers.forEach(clearTimeout)
  }
  return { dials, transport }
}

const lazyAfter = (time: number) =>
  lazy(
    () =>
      new Promise<{ default: () => null }>((resolve) =>
        setTimeout(() => resolve({ default: () => null }), time),
      ),
  )

describe.each([
  [3000, 4000],
  [100, 8000],
  [6000, 14_000],
])('first events after %d and %d ms', (first, second) => {
  test('show siblings when the second has come, with a dial for each', async () => {
    const { dials, transport } = serverThatSpeaks({ '/a': first, '/b': second })
    const Show = ({ url }: { url: string }) => (
      <i>{useSuspenseEventSource(url, { events, transport }).data}</i>
    )
    const { container } = render(
      <Suspense fallback={wait}>
        <Show url="/a" />
        <Show url="/b" />
      </Suspense>,
    )
    await passes(second - 250)
    expect(container.textContent).toBe('wait')
    await passes(1000)
    expect(container.textContent).toBe('/a/b')
    expect(dials).toEqual(['/a', '/b'])
  })

  test('show a component that waits for both, one after the other, with a dial for each', async () => {
    const { dials, transport } = serverThatSpeaks({ '/a': first, '/b': second })
    function Show() {
      const one = useSuspenseEventSource('/a', { events, transport }).data
      const other = useSuspenseEventSource('/b', { events, transport }).data
      return <i>{one + other}</i>
    }
    const { container } = render(
      <Suspense fallback={wait}>
        <Show />
      </Suspense>,
    )
    await passes(first + second + 500)
    expect(container.textContent).toBe('/a/b')
    expect(dials).toEqual(['/a', '/b'])
  })
})

describe('a POST is sent once', () => {
  function Answer({ transport, prompt }: { transport: Transport; prompt: string }) {
    const options = { events, transport, method: 'POST', body: prompt }
    const { data, status, connect } = useSuspenseEventSource('/chat', options)
    return <button onClick={connect}>{`${data} ${status}`}</button>
  }

  test.each([
    ['a lazy sibling', 3000, (page: ReactNode) => page],
    ['a lazy sibling, in strict mode', 3000, (page: ReactNode) => <StrictMode>{page}</StrictMode>],
    ['a sibling that takes very long', 40_000, (page: ReactNode) => page],
  ])('beside %s', async (_, time, around) => {
    const transport = fakeTransport()
    const Sibling = lazyAfter(time)
    const { container } = render(
      around(
        <Suspense fallback={wait}>
          <Answer transport={transport} prompt="Hello" />
          <Sibling />
        </Suspense>,
      ),
    )
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('message', 'Hi'))
    await passes(time + 1000)
    expect(container.textContent).toBe('Hi open')
    expect(transport.dials).toHaveLength(1)
  })

  test('while its body is typed: the answer stays, and connect() sends the newest', async () => {
    const transport = fakeTransport()
    const page = (prompt: string) => (
      <Suspense fallback={wait}>
        <Answer transport={transport} prompt={prompt} />
      </Suspense>
    )
    const { container, rerender } = render(page(''))
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('message', 'Ask me'))
    for (const prompt of ['H', 'Hi', 'Hi!']) rerender(page(prompt))
    await passes(10_000)
    expect(container.textContent).toBe('Ask me idle')
    expect(transport.dials).toHaveLength(1)

    await tell(() => screen.getByRole('button').click())
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('message', 'Hello'))
    expect(container.textContent).toBe('Hello open')
    expect(transport.dials.map(({ request }) => request.body)).toEqual(['', 'Hi!'])
  })

  test('though it failed, and an error boundary tries again', async () => {
    hearErrors()
    const transport = fakeTransport()
    render(
      <RetryBoundary>
        <Suspense fallback={wait}>
          <Answer transport={transport} prompt="Hello" />
        </Suspense>
      </RetryBoundary>,
      { onCaughtError() {} },
    )
    await tell(() => transport.last.lose({ kind: 'http', status: 503, message: 'busy' }))
    await passes(2000)
    await tell(() => screen.getByText('retry: busy').click())
    expect(screen.getByText('retry: busy')).toBeDefined()
    expect(transport.dials).toHaveLength(1)
  })
})

test('what is typed in a transition holds two sockets: the one on the screen, and the newest', async () => {
  const transport = fakeTransport()
  function Results({ query }: { query: string }) {
    return <i>{useSuspenseEventSource(`/search/${query}`, { events, transport }).data}</i>
  }
  let type = (_query: string) => {}
  function Search() {
    const [query, setQuery] = useState('a')
    type = (query) => startTransition(() => setQuery(query))
    return (
      <Suspense fallback={wait}>
        <Results query={query} />
      </Suspense>
    )
  }
  const { container } = render(<Search />)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('message', 'of a'))
  for (const query of ['ab', 'abc', 'abcd', 'abcde', 'abcdef']) {
    await tell(() => type(query))
    expect(transport.sockets).toBe(2)
  }
  expect(container.textContent).toBe('of a')
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('message', 'of abcdef'))
  expect(container.textContent).toBe('of abcdef')
})

test('the retry of an error boundary connects a GET again, and throws nothing meanwhile', async () => {
  hearErrors()
  const transport = fakeTransport()
  const Show = () => <i>{useSuspenseEventSource('/a', { events, transport }).data}</i>
  const { container } = render(
    <RetryBoundary>
      <Suspense fallback={wait}>
        <Show />
      </Suspense>
    </RetryBoundary>,
    { onCaughtError() {} },
  )
  await tell(() => transport.last.lose({ kind: 'http', status: 401, message: 'no' }))
  await passes(500)
  expect(container.textContent).toBe('retry: no')
  await tell(() => screen.getByText('retry: no').click())
  expect(container.textContent).toBe('wait')
  await passes(5000)
  expect(transport.dials).toHaveLength(2)
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('message', 'welcome'))
  expect(container.textContent).toBe('welcome')
})

test('an option of one component is not lost because another one waits for the same', async () => {
  const transport = fakeTransport()
  const until = ({ raw }: { raw: string }) => raw === 'DONE'
  const One = () => <i>{useSuspenseEventSource('/a', { events, transport, until }).status} </i>
  const Two = () => <i>{useSuspenseEventSource('/a', { events, transport }).status} </i>
  const { container } = render(
    <Suspense fallback={wait}>
      <One />
      <Two />
    </Suspense>,
  )
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('message', '1'))
  expect(container.textContent).toBe('open open ')
  await tell(() => transport.last.event('message', 'DONE'))
  expect(container.textContent).toBe('closed closed ')
})

test('a component that begins to wait in the middle of a frame updates no other by rendering', async () => {
  const transport = fakeTransport()
  const options = { events, transport }
  const source = createEventSource({ url: '/b', ...options })
  const Shown = () => <i>{useEventSource('/a', options).data} </i>
  const Status = () => <i>{useEventSource(source).status} </i>
  const Waiting = () => <b>{useSuspenseEventSource(source).data}</b>
  const page = (isWaiting: boolean) => (
    <>
      <Shown />
      <Status />
      <Suspense fallback={wait}>{isWaiting && <Waiting />}</Suspense>
    </>
  )
  const { container, rerender } = render(page(false))
  const [a, b] = transport.dials
  await tell(() => transport.dials.forEach((dial) => dial.open()))
  await act(async () => a?.event('message', '1'))
  await act(async () => a?.event('message', '2'))
  rerender(page(true))
  expect(container.textContent).toBe('1 open wait')

  // Until the next frame the store is as it was for what shows it, so there is nothing to show yet.
  await act(async () => b?.id('7'))
  await act(async () => b?.event('message', 'first'))
  expect(container.textContent).toBe('1 open wait')
  await act(async () => flushFrames())
  expect(container.textContent).toBe('2 open first')
})

test('another transport, and another client, wait for streams of their own', async () => {
  const [one, two] = [fakeTransport(), fakeTransport()]
  const show = (transport: Transport) =>
    renderHook(() => useSuspenseEventSource('/a', { events, transport }).data, {
      wrapper: ({ children }) => <Suspense fallback={wait}>{children}</Suspense>,
    })
  const first = show(one)
  await tell(() => one.last.open())
  await tell(() => one.last.event('message', 'of the first'))
  first.unmount()
  show(two)
  expect(document.body.textContent).toBe('wait')
  expect([one.dials.length, two.dials.length]).toEqual([1, 1])
  cleanup()

  const Show = () => <i>{useSuspenseEventSource('/a', { events, transport: one }).data}</i>
  render(
    <EventSourceProvider client={createEventSourceClient()}>
      <Suspense fallback={wait}>
        <Show />
      </Suspense>
    </EventSourceProvider>,
  )
  expect(document.body.textContent).toBe('wait')
  expect(one.dials).toHaveLength(2)
})

test('a wait ends where its client is cleared: nothing is thrown, and the next user has a stream of its own', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient({ key: () => user, transport })
  let user = 'alice'
  const Inbox = () => <i>{useSuspenseEventSource('/inbox', { events }).data}</i>
  const { container } = render(
    <EventSourceProvider client={client}>
      <Suspense fallback={wait}>
        <Inbox />
      </Suspense>
    </EventSourceProvider>,
  )
  await tell(() => transport.last.open())
  await tell(() => {
    user = 'bob'
    client.clear()
  })
  expect([transport.dials.length, transport.sockets]).toEqual([2, 1])
  expect(container.textContent).toBe('wait')
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('message', 'for bob'))
  expect(container.textContent).toBe('for bob')
})

test('what nothing waits for any more when its client is cleared is not connected again', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient({ transport })
  const Inbox = () => <i>{useSuspenseEventSource('/inbox', { events, client }).data}</i>
  const { unmount } = render(
    <Suspense fallback={wait}>
      <Inbox />
    </Suspense>,
  )
  unmount()
  await tell(() => client.clear())
  expect([transport.dials.length, transport.sockets, waits.size]).toEqual([1, 0, 0])
})
