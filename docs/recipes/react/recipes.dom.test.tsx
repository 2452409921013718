import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { createEventSource, createEventSourceClient, flushFrames, json, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { Profiler } from 'react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { completeChat } from '../openai/chatCompletion.ts'
import type { Note } from '../shared/noteSource.ts'
import type { Price, Quotes } from '../shared/quotes.ts'
import { putPrice } from '../shared/quotesQuery.ts'
import { followQuotes } from './followQuotes.ts'
import { LogView } from './LogView.tsx'
import { PriceChart } from './PriceChart.tsx'
import { Status } from './Status.tsx'
import { Toasts } from './Toasts.tsx'
import { useCompletion } from './useCompletion.ts'
import { useQuotes } from './useQuotes.ts'

/** Runs what the server does, and two frames after it. */
function serve(answer: () => void) {
  act(() => {
    answer()
    flushFrames()
    flushFrames()
  })
}

const price = (symbol: string, bid: number, at: number): Price => ({ symbol, bid, at })

function fakePrices() {
  const transport = fakeTransport()
  const source = createEventSource({
    url: '/prices',
    events: { price: json<Price>() },
    transport,
    client: createEventSourceClient(),
  })
  const send = (price: Price) => transport.last.event('price', JSON.stringify(price))
  return { transport, source, send }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a badge says why a stream is down, connects on a click, and is gone when the stream is back', () => {
  const { transport, source } = fakePrices()
  const { container } = render(<Status source={source} />)
  serve(() => transport.last.open())
  expect(container.textContent).toBe('')
  serve(() => transport.last.lose({ kind: 'http', status: 503, message: '', retryAfter: 60_000 }))
  expect(screen.getByRole('status').textContent).toMatch(/^The server is busy. Next try in \d+ s\.Try now$/)
  act(() => screen.getByRole('button').click())
  serve(() => transport.last.open())
  expect(container.textContent).toBe('')
})

test('a query is kept fresh by the stream, and a response older than an event does not replace it', async () => {
  const { transport, source, send } = fakePrices()
  const answers: ((quotes: Quotes) => void)[] = []
  const fetchQuotes = () => new Promise<Quotes>((resolve) => answers.push(resolve))
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useQuotes(source, fetchQuotes), { wrapper })
  serve(() => transport.last.open())
  serve(() => send(price('BOLT', 12, 2)))
  await act(async () => {
    answers[0]?.({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 10, 1) })
    await vi.runOnlyPendingTimersAsync()
  })
  expect(result.current.data).toEqual({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 12, 2) })

  await act(async () => {
    send(price('AURA', 6, 3))
    await vi.runOnlyPendingTimersAsync()
  })
  expect(result.current.data?.AURA?.bid).toBe(6)
  expect(answers).toHaveLength(1)
  client.clear()
})

test('a query runs even if a price is in the cache already', async () => {
  const { source } = fakePrices()
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  putPrice(client, price('BOLT', 12, 2))
  const fetchQuotes = () => Promise.resolve({ AURA: price('AURA', 5, 1) })
  const { result } = renderHook(() => useQuotes(source, fetchQuotes), { wrapper })
  await act(() => vi.runOnlyPendingTimersAsync())
  expect(result.current.data).toEqual({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 12, 2) })
  client.clear()
})

test('a query fetches again after a gap that the server cannot fill', async () => {
  const { transport, source } = fakePrices()
  let asked = 0
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  renderHook(() => useQuotes(source, () => Promise.resolve({ AURA: price('AURA', ++asked, asked) })), { wrapper })
  await act(async () => {
    transport.last.open()
    await vi.runOnlyPendingTimersAsync()
  })
  expect(asked).toBe(1)
  await act(async () => {
    transport.last.lose()
    await vi.advanceTimersByTimeAsync(60_000)
    transport.last.open()
    await vi.runOnlyPendingTimersAsync()
  })
  expect(asked).toBe(2)
  client.clear()
})

test('an answer grows in the cache, and is asked for once', async () => {
  const transport = fakeTransport()
  const options = { url: '/chat', client: createEventSourceClient({ transport }) }
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const messages = [{ role: 'user', content: 'Why?' }] as const
  const use = () => useCompletion(messages, (messages) => completeChat(messages, options))
  const { result } = renderHook(use, { wrapper })
  renderHook(use, { wrapper })
  const say = (content: string) =>
    act(async () => {
      transport.last.event('message', JSON.stringify({ choices: [{ delta: { content } }] }))
      await vi.advanceTimersByTimeAsync(0)
    })
  await act(() => vi.advanceTimersByTimeAsync(0))
  transport.last.open()
  await say('Because ')
  expect(result.current).toMatchObject({ data: { text: 'Because ' }, fetchStatus: 'fetching' })
  await say('it is so.')
  await act(async () => {
    transport.last.event('message', '[DONE]')
    await vi.advanceTimersByTimeAsync(0)
  })
  expect(result.current).toMatchObject({ data: { text: 'Because it is so.' }, fetchStatus: 'idle' })
  expect(transport.dials).toHaveLength(1)
  client.clear()
})

test('an answer that is cut is an error of its query, which keeps the text and does not ask again', async () => {
  const transport = fakeTransport()
  const options = { url: '/chat', client: createEventSourceClient({ transport }) }
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useCompletion([], (messages) => completeChat(messages, options)), { wrapper })
  await act(() => vi.advanceTimersByTimeAsync(0))
  await act(async () => {
    transport.last.open()
    transport.last.event('message', '{"choices":[{"delta":{"content":"Because "}}]}')
    transport.last.lose()
    await vi.advanceTimersByTimeAsync(60_000)
  })
  expect(result.current).toMatchObject({ status: 'error', data: { text: 'Because ' } })
  expect(transport.dials).toHaveLength(1)
  client.clear()
})

test('a Zustand store gets every price, once per frame, until it is stopped', async () => {
  const { transport, source, send } = fakePrices()
  const store = createStore<Quotes>(() => ({}))
  const stop = followQuotes(store, source, () => Promise.resolve({ CORA: price('CORA', 3, 1) }))
  transport.last.open()
  await vi.advanceTimersByTimeAsync(100)
  const updates: Quotes[] = []
  store.subscribe((quotes) => updates.push(quotes))
  for (let at = 1; at <= 100; at++) send(price(at % 2 ? 'AURA' : 'BOLT', at, at))
  flushFrames()
  const last = {
    AURA: price('AURA', 99, 99),
    BOLT: price('BOLT', 100, 100),
    CORA: price('CORA', 3, 1),
  }
  expect(store.getState()).toEqual(last)
  expect(updates.length).toBeLessThanOrEqual(2)

  stop()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
})

test('a Zustand store loads its snapshot again after a gap that the server cannot fill', async () => {
  const { transport, source, send } = fakePrices()
  const server: Record<string, Price> = { AURA: price('AURA', 5, 1) }
  const store = createStore<Quotes>(() => ({}))
  const stop = followQuotes(store, source, () => Promise.resolve({ ...server }))
  transport.last.open()
  // It comes before the answer of the load, which does not have it yet.
  send(price('BOLT', 7, 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(store.getState()).toEqual({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 7, 2) })

  Object.assign(server, { AURA: price('AURA', 9, 3), BOLT: price('BOLT', 8, 4) })
  transport.last.lose()
  await vi.advanceTimersByTimeAsync(60_000)
  transport.last.open()
  await vi.advanceTimersByTimeAsync(100)
  expect(store.getState()).toEqual(server)
  stop()
})

test('a log keeps its newest ten thousand lines, and the elements of its chunks', () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: '/log',
    events: { line: text },
    transport,
    client: createEventSourceClient(),
  })
  const send = (from: number, to: number) => {
    for (let line = from; line <= to; line++) transport.last.event('line', `line ${line}`)
  }
  render(<LogView source={source} />)
  serve(() => transport.last.open())
  serve(() => send(1, 10_250))
  const chunks = [...screen.getByRole('log').children]
  expect(chunks[0]?.textContent?.split('\n')[0]).toBe('line 301')
  expect(chunks.at(-1)?.textContent?.split('\n').at(-1)).toBe('line 10250')

  serve(() => send(10_251, 10_301))
  expect([...screen.getByRole('log').children].slice(0, -1)).toEqual(chunks.slice(1))
})

test('each note becomes a toast, equal ones too, and disappears after a while', () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: '/notes',
    events: { note: json<Note>() },
    transport,
    client: createEventSourceClient(),
  })
  render(<Toasts source={source} />)
  serve(() => transport.last.open())
  serve(() => {
    for (let i = 0; i < 3; i++) transport.last.event('note', '{"text":"Saved"}')
  })
  expect(screen.getAllByText('Saved')).toHaveLength(3)
  serve(() => {
    for (let i = 0; i < 9; i++) transport.last.event('note', `{"text":"Note ${i}"}`)
  })
  expect(screen.getByRole('list').textContent).toBe('Note 4Note 5Note 6Note 7Note 8')
  act(() => void vi.advanceTimersByTime(6000))
  expect(screen.getByRole('list').textContent).toBe('')
})

test('a chart gets every price of its symbol, and its component renders once', () => {
  const { transport, source, send } = fakePrices()
  let commits = 0
  const drawn: number[] = []
  // jsdom lays nothing out, and its canvas cannot draw.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
    },
  )
  const context = {
    clearRect() {},
    beginPath() {},
    stroke() {},
    lineTo: (x: number) => drawn.push(x),
  }
  render(
    <Profiler id="chart" onRender={() => commits++}>
      <PriceChart source={source} symbol="AURA" />
    </Profiler>,
  )
  Object.assign(screen.getByRole('img'), { getContext: () => context })
  serve(() => transport.last.open())
  serve(() => {
    for (let at = 1; at <= 200; at++) send(price(at % 2 ? 'AURA' : 'BOLT', at, at))
  })
  act(() => void vi.advanceTimersToNextFrame())
  expect(drawn).toHaveLength(100)
  expect(commits).toBe(1)
})
