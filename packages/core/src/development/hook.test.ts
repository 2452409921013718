import { fakeTransport } from '@use-event-source/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createEventSource, createEventSourceClient, json } from '../index.ts'
import { flushFrames } from '../view/frame.ts'
import { paced } from '../view/paced.ts'
import { announcer, developmentHook } from './hook.ts'
import type { Announcements } from './hook.ts'
import type { ObservedStream } from './observedStream.ts'

const events = { price: json<number>(), note: json }

function createPrices(transport = fakeTransport()) {
  const client = createEventSourceClient()
  const url = 'https://api.test/prices'
  return { transport, store: createEventSource({ client, url, events, transport, linger: 0 }) }
}

/** Writes down what is announced until the end of the test. */
function listenTo(...kinds: (keyof Announcements)[]) {
  const heard: [kind: string, announcement: any][] = []
  const offs = kinds.map((kind) =>
    developmentHook().on(kind, (announcement) => void heard.push([kind, announcement])),
  )
  onTestFinished(() => offs.forEach((off) => off()))
  return heard
}

const newest = () => [...developmentHook().streams].at(-1)!

test('a stream is announced with its dials, signals, states and end', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const heard = listenTo('stream', 'dial', 'signal', 'state', 'end')
  const { store, transport } = createPrices()
  const off = store.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '1', '7')
  off()
  vi.advanceTimersByTime(0)
  expect(
    heard.map(([kind, value]) => `${kind} ${value.signal?.kind ?? value.to?.phase ?? ''}`.trim()),
  ).toEqual([
    'stream',
    'dial',
    'state connecting',
    'signal open',
    'state open',
    'signal alive',
    'signal event',
    'state idle',
    'end',
  ])
})

test('a stream that was opened before is there for a tool that comes late', () => {
  const { store, transport } = createPrices()
  const off = store.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '12', '7')
  expect(newest()).toMatchObject({
    state: { phase: 'open' },
    lastEventId: '7',
    events: 1,
    characters: 2,
    stores: [{ isListening: true, listeners: { price: 1, note: 0 }, subscribers: 0 }],
  })
  off()
})

test('each decoded event is announced, and each refusal with its reason', () => {
  const heard = listenTo('decoded')
  const { store, transport } = createPrices()
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => printed.mockRestore())
  const off = store.on('*', () => {})
  transport.last.open()
  transport.last.event('price', '{"bid":1}')
  transport.last.event('price', '{')
  off()
  expect(heard.map(([, { refused }]) => refused)).toEqual([false, true])
  expect(heard[0]![1]).toMatchObject({ event: { raw: '{"bid":1}' }, value: { bid: 1 } })
  expect(heard[1]![1].value).toBeInstanceOf(SyntaxError)
})

test('each notification that a view gets is a commit of its stream', () => {
  const heard = listenTo('commit')
  const { store, transport } = createPrices()
  const off = paced(store).subscribe(() => {})
  const stream = newest()
  transport.last.open()
  flushFrames()
  off()
  expect(heard.at(-1)).toEqual(['commit', stream])
})

test('a tool loses a stream, which then dials again as after any loss', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const heard = listenTo('dial')
  const { store, transport } = createPrices()
  store.subscribe(() => {})
  transport.last.open()
  const failure = { kind: 'http', status: 503, message: 'Lost by a tool.' } as const
  heard[0]![1].emit({ kind: 'lost', failure, redialing: false })
  expect(store.getSnapshot()).toMatchObject({ status: 'reconnecting', failure })
  expect(transport.sockets).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(transport.dials).toHaveLength(2)
  transport.last.open()
  expect(store.getSnapshot().status).toBe('open')
  store.close()
})

test('a tool silences a stream, whose time-out then finds it', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const heard = listenTo('dial')
  const transport = fakeTransport()
  const store = createEventSource({
    client: createEventSourceClient(),
    url: 'https://api.test/quiet',
    events,
    transport,
    idleTimeout: 5000,
  })
  const seen: number[] = []
  store.on('price', ({ data }) => seen.push(data))
  transport.last.open()
  transport.last.event('price', '1')
  heard[0]![1].silence()
  transport.last.event('price', '2')
  expect(seen).toEqual([1])
  vi.advanceTimersByTime(5000)
  expect(store.getSnapshot().failure?.kind).toBe('timeout')
  store.close()
})

test('a tool carries the next dials itself, until it gives them back', () => {
  const { store, transport } = createPrices()
  const seen: number[] = []
  store.on('price', ({ data }) => seen.push(data))
  const stream: ObservedStream = newest()
  stream.carrier = (request, emit) => {
    emit({ kind: 'open', url: request.url })
    emit({ kind: 'event', event: { type: 'price', raw: '5', lastEventId: '' } })
    return () => {}
  }
  transport.last.lose()
  stream.connect()
  expect(seen).toEqual([5])
  expect(transport.dials).toHaveLength(1)
  store.close()
  expect(developmentHook().streams.has(stream)).toBe(false)
})

test('a stream that was left cannot be dialled by a tool', () => {
  const { store, transport } = createPrices()
  store.on('price', () => {})
  const stream = newest()
  store.close()
  stream.connect()
  expect(transport.sockets).toBe(0)
})

test('the hook cannot be replaced, and two copies of the core share it', () => {
  expect(Object.isFrozen(announcer())).toBe(true)
  expect(developmentHook()).toBe(announcer())
  const [name] = Object.getOwnPropertySymbols(globalThis).filter((symbol) =>
    symbol.description?.includes('development hook'),
  )
  expect(() => ((globalThis as any)[name!] = null)).toThrow(TypeError)
})
