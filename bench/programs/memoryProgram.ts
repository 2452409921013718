import {
  createEventSource,
  createEventSourceClient,
  fetchTransport,
  text,
} from '@use-event-source/core'
import { EventSource } from 'eventsource'
import { createEventSource as createClient } from 'eventsource-client'
import { createParser as createPeer } from 'eventsource-parser'
import { atom } from 'nanostores'
import { token } from '../workloads.ts'

export type MemoryTask =
  | { readonly part: 'listeners' | 'connections'; readonly name: string; readonly count: number }
  | { readonly part: 'kept'; readonly name: string; readonly shape: KeptShape }
  | { readonly part: 'growth'; readonly events: number }

/**
 * A thousand events are kept: all of some chunks, one of each chunk of 64 KB, or one of each chunk
 * that holds but one.
 */
export type KeptShape = 'close together' | 'one of each 64 KB chunk' | 'one event per chunk'

export interface MemoryReport {
  /** Bytes for each of what was counted; for growth: bytes more than after the first tenth. */
  readonly bytes: number
  /** What was lost on the way. */
  readonly missing: number
}

type Keep = (data: string) => void

export async function memoryProgram(task: MemoryTask): Promise<MemoryReport> {
  switch (task.part) {
    case 'listeners':
      return each(task.count, listeners[task.name] as (count: number) => unknown)
    case 'connections':
      return each(task.count, connections[task.name] as (count: number) => unknown)
    case 'kept':
      return kept(task.name, task.shape)
    case 'growth':
      return growth(task.events)
  }
}

let received = 0
const makeListener = () => (value: { readonly data: string }) =>
  void (received += value.data.length)
const silence = {
  fetch: async () =>
    new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }),
}
const url = 'http://localhost/stream'

const listeners: Readonly<Record<string, (count: number) => unknown>> = {
  'a Set'(count) {
    const set = new Set<unknown>()
    for (let index = 0; index < count; index++) set.add(makeListener())
    return set
  },
  ours(count) {
    const source = openOurs(url)
    for (let index = 0; index < count; index++) source.on('message', makeListener())
    return source
  },
  nanostores(count) {
    const store = atom({ data: '' })
    for (let index = 0; index < count; index++) store.listen(makeListener())
    return store
  },
}

const transport = fetchTransport(silence)

function openOurs(url: string) {
  return createEventSource({
    url,
    events: { message: text },
    transport,
    client: createEventSourceClient(),
    retry: false,
  })
}

const connections: Readonly<Record<string, (count: number) => unknown>> = {
  'fetch alone': (count) => many(count, () => silence.fetch()),
  'ours, a connection': (count) =>
    many(count, (index) => {
      const source = openOurs(`${url}?${index}`)
      source.on('message', makeListener())
      return source
    }),
  'ours, one more store on it'(count) {
    const client = createEventSourceClient()
    return many(count, () => {
      const source = createEventSource({
        url,
        events: { message: text },
        transport,
        client,
        retry: false,
      })
      source.on('message', makeListener())
      return source
    })
  },
  eventsource: (count) =>
    many(count, (index) => {
      const source = new EventSource(`${url}?${index}`, silence)
      source.addEventListener('message', makeListener())
      return source
    }),
  'eventsource-client': (count) =>
    many(count, (index) =>
      createClient({ url: `${url}?${index}`, fetch: silence.fetch, onMessage: makeListener() }),
    ),
}

const many = (count: number, make: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => make(index))

async function each(count: number, make: (count: number) => unknown): Promise<MemoryReport> {
  // What is compiled and cached on the way is there before we measure.
  const first = make(100)
  await settle()
  const before = used()
  const made = make(count)
  await settle()
  const bytes = (used() - before) / count
  return { bytes, missing: [first, made].length - 2 }
}

const readers: Readonly<
  Record<string, (chunks: Iterable<Uint8Array>, keep: Keep) => void | Promise<void>>
> = {
  'eventsource-parser'(chunks, keep) {
    const decoder = new TextDecoder()
    const parser = createPeer({ onEvent: ({ data }) => keep(data) })
    for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
  },
  ours: (chunks, keep) =>
    new Promise((resolve) => {
      const left = chunks[Symbol.iterator]()
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = left.next()
          if (chunk.done) controller.close()
          else controller.enqueue(chunk.value)
        },
      })
      const source = createEventSource({
        url,
        events: { message: text },
        transport: fetchTransport({
          fetch: async () =>
            new Response(stream, { headers: { 'content-type': 'text/event-stream' } }),
        }),
        client: createEventSourceClient(),
        retry: false,
      })
      source.on('message', ({ raw }) => keep(raw))
      source.subscribe(() => {
        if (source.getSnapshot().status !== 'closed') return
        source.close()
        resolve()
      })
    }),
}

const perChunk = Math.floor(65_536 / token(100_000).length)

async function kept(name: string, shape: KeptShape): Promise<MemoryReport> {
  const wanted = 1000
  const inEach = shape === 'one event per chunk' ? 1 : perChunk
  const every = shape === 'one of each 64 KB chunk' ? perChunk : 1
  const read = readers[name] as (chunks: Iterable<Uint8Array>, keep: Keep) => void | Promise<void>
  const values: string[] = []
  let seen = 0
  const keep: Keep = (data) => {
    if (seen++ % every === 0 && values.length < wanted) values.push(data)
  }
  await read(chunksOf(10 * inEach, inEach), () => {})
  await settle()
  const before = used()
  await read(chunksOf(wanted * every, inEach), keep)
  await settle()
  return { bytes: (used() - before) / wanted, missing: wanted - values.length }
}

function* chunksOf(events: number, inEach: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  for (let from = 0; from < events; from += inEach) {
    const count = Math.min(inEach, events - from)
    yield encoder.encode(Array.from({ length: count }, (_, index) => token(from + index)).join(''))
  }
}

async function growth(events: number): Promise<MemoryReport> {
  let seen = 0
  let early = 0
  await (readers.ours as (chunks: Iterable<Uint8Array>, keep: Keep) => Promise<void>)(
    chunksOf(events, perChunk),
    () => {
      if (++seen === Math.round(events / 10)) early = used()
    },
  )
  await settle()
  return { bytes: used() - early, missing: events - seen }
}

function used(): number {
  for (let times = 0; times < 3; times++) globalThis.gc?.()
  if (typeof process === 'undefined') return (performance as MeasuredPage).memory.usedJSHeapSize
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

type MeasuredPage = Performance & { readonly memory: { readonly usedJSHeapSize: number } }

/** Waits for requests that are not yet answered. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300))
