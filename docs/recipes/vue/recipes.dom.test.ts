import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { cleanup, render, screen } from '@testing-library/vue'
import { createEventSource, createEventSourceClient, flushFrames, json, text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, onUpdated } from 'vue'
import type { Component } from 'vue'
import { completeChat } from '../openai/chatCompletion.ts'
import type { Note } from '../shared/noteSource.ts'
import type { Price, Quotes } from '../shared/quotes.ts'
import LogView from './LogView.vue'
import PriceChart from './PriceChart.vue'
import { defineQuotesStore } from './quotesStore.ts'
import Status from './Status.vue'
import Toasts from './Toasts.vue'
import { useCompletion } from './useCompletion.ts'
import { useQuotes } from './useQuotes.ts'

/** Runs what the server does, and two frames after it. */
async function serve(answer: () => void) {
  answer()
  flushFrames()
  flushFrames()
  await nextTick()
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

/** Mounts a component that calls a composable, and returns the result. */
function mount<Result>(use: () => Result, plugins: unknown[]) {
  const got = {} as { result: Result }
  const component = defineComponent(() => {
    got.result = use()
    return () => null
  })
  return { ...render(component, { global: { plugins: plugins as never } }), ...got }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  flushFrames()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a badge says why a stream is down, connects on a click, and is gone when the stream is back', async () => {
  const { transport, source } = fakePrices()
  const { container } = render(Status, { props: { source } })
  await serve(() => transport.last.open())
  expect(container.textContent).toBe('')
  await serve(() => transport.last.lose({ kind: 'http', status: 503, message: '', retryAfter: 60_000 }))
  expect(screen.getByRole('status').textContent).toMatch(/^ ?The server is busy. Next try in \d+ s\. ?Try now$/)
  screen.getByRole('button').click()
  await serve(() => transport.last.open())
  expect(container.textContent).toBe('')
})

test('a query is kept fresh by the stream, and a response older than an event does not replace it', async () => {
  const { transport, source, send } = fakePrices()
  const answers: ((quotes: Quotes) => void)[] = []
  const fetchQuotes = () => new Promise<Quotes>((resolve) => answers.push(resolve))
  const queryClient = new QueryClient()
  const { result } = mount(() => useQuotes(source, fetchQuotes), [[VueQueryPlugin, { queryClient }]])
  await serve(() => transport.last.open())
  await serve(() => send(price('BOLT', 12, 2)))
  answers[0]?.({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 10, 1) })
  await vi.runOnlyPendingTimersAsync()
  expect(result.data.value).toEqual({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 12, 2) })

  send(price('AURA', 6, 3))
  await vi.runOnlyPendingTimersAsync()
  expect(result.data.value?.AURA?.bid).toBe(6)
  expect(answers).toHaveLength(1)
  queryClient.clear()
})

test('a query fetches again after a gap that the server cannot fill', async () => {
  const { transport, source } = fakePrices()
  let asked = 0
  const queryClient = new QueryClient()
  const fetchQuotes = () => Promise.resolve({ AURA: price('AURA', ++asked, asked) })
  mount(() => useQuotes(source, fetchQuotes), [[VueQueryPlugin, { queryClient }]])
  await serve(() => transport.last.open())
  await vi.runOnlyPendingTimersAsync()
  expect(asked).toBe(1)
  transport.last.lose()
  await vi.advanceTimersByTimeAsync(60_000)
  transport.last.open()
  await vi.runOnlyPendingTimersAsync()
  expect(asked).toBe(2)
  queryClient.clear()
})

test('an answer grows in the cache, and is asked for once', async () => {
  const transport = fakeTransport()
  const options = { url: '/chat', client: createEventSourceClient({ transport }) }
  const queryClient = new QueryClient()
  const messages = [{ role: 'user', content: 'Why?' }] as const
  const use = () => useCompletion(messages, (messages) => completeChat(messages, options))
  const { result } = mount(use, [[VueQueryPlugin, { queryClient }]])
  mount(use, [[VueQueryPlugin, { queryClient }]])
  await vi.advanceTimersByTimeAsync(0)
  transport.last.open()
  for (const content of ['Because ', 'it is so.'])
    transport.last.event('message', JSON.stringify({ choices: [{ delta: { content } }] }))
  await vi.advanceTimersByTimeAsync(0)
  expect(result.data.value?.text).toBe('Because it is so.')
  expect(result.fetchStatus.value).toBe('fetching')
  transport.last.event('message', '[DONE]')
  await vi.advanceTimersByTimeAsync(0)
  expect(result.fetchStatus.value).toBe('idle')
  expect(transport.dials).toHaveLength(1)
  queryClient.clear()
})

test('a Pinia store loads a snapshot, again after a gap, and listens independent of components', async () => {
  const { transport, source, send } = fakePrices()
  const server: Record<string, Price> = { AURA: price('AURA', 5, 1) }
  const useQuotesStore = defineQuotesStore(source, () => Promise.resolve({ ...server }))
  const { result: store, unmount } = mount(() => useQuotesStore(), [createPinia()])
  await serve(() => transport.last.open())
  // It comes before the answer of the load, which does not have it yet.
  await serve(() => send(price('BOLT', 7, 2)))
  await vi.advanceTimersByTimeAsync(100)
  expect(store.status).toBe('open')
  expect(store.quotes).toEqual({ AURA: price('AURA', 5, 1), BOLT: price('BOLT', 7, 2) })

  unmount()
  await vi.advanceTimersByTimeAsync(10_000)
  Object.assign(server, { AURA: price('AURA', 9, 3), BOLT: price('BOLT', 8, 4) })
  transport.last.lose()
  await vi.advanceTimersByTimeAsync(60_000)
  transport.last.open()
  await vi.advanceTimersByTimeAsync(100)
  expect(store.quotes).toEqual(server)
  expect(store.highest).toBe(9)

  store.$dispose()
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
})

test('a log keeps its newest ten thousand lines, and the elements of its chunks', async () => {
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
  render(LogView as Component, { props: { source } })
  await serve(() => transport.last.open())
  await serve(() => send(1, 10_250))
  const chunks = [...screen.getByRole('log').children]
  expect(chunks[0]?.textContent?.split('\n')[0]).toBe('line 301')
  expect(chunks.at(-1)?.textContent?.split('\n').at(-1)).toBe('line 10250')

  await serve(() => send(10_251, 10_301))
  expect([...screen.getByRole('log').children].slice(0, -1)).toEqual(chunks.slice(1))
})

test('each note becomes a toast, equal ones too, and disappears after a while', async () => {
  const transport = fakeTransport()
  const source = createEventSource({
    url: '/notes',
    events: { note: json<Note>() },
    transport,
    client: createEventSourceClient(),
  })
  render(Toasts as Component, { props: { source } })
  await serve(() => transport.last.open())
  await serve(() => {
    for (let i = 0; i < 3; i++) transport.last.event('note', '{"text":"Saved"}')
  })
  expect(screen.getAllByText('Saved')).toHaveLength(3)
  await serve(() => {
    for (let i = 0; i < 9; i++) transport.last.event('note', `{"text":"Note ${i}"}`)
  })
  expect(screen.getByRole('list').textContent).toBe('Note 4Note 5Note 6Note 7Note 8')
  vi.advanceTimersByTime(6000)
  await nextTick()
  expect(screen.getByRole('list').textContent).toBe('')
})

test('a chart gets every price of its symbol, and its component is not rendered again', async () => {
  const { transport, source, send } = fakePrices()
  let updates = 0
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
    defineComponent(() => {
      onUpdated(() => updates++)
      return () => h(PriceChart as Component, { source, symbol: 'AURA', onVnodeUpdated: () => updates++ })
    }),
  )
  Object.assign(screen.getByRole('img'), { getContext: () => context })
  await serve(() => transport.last.open())
  await serve(() => {
    for (let at = 1; at <= 200; at++) send(price(at % 2 ? 'AURA' : 'BOLT', at, at))
  })
  vi.advanceTimersToNextFrame()
  expect(drawn).toHaveLength(100)
  expect(updates).toBe(0)
})
