import { createStore as createZustand } from 'zustand/vanilla'
import { atom } from 'nanostores'
import {
  createEventSource,
  createEventSourceClient,
  fetchTransport,
  text,
} from '@use-event-source/core'
import { Emitter } from '@use-event-source/core/tools'
import { clients, referenceClient } from '../clients.ts'
import type { Follow } from '../clients.ts'
import { measure } from '../measure.ts'
import type { Case, Measured } from '../measure.ts'
import { parsers, streamOf } from '../parsers.ts'
import type { Read } from '../parsers.ts'
import { tick, workloads } from '../workloads.ts'

export type DeliverTask =
  | { readonly part: 'notify'; readonly listeners: number; readonly quick: boolean }
  | { readonly part: 'stack'; readonly listeners: number; readonly quick: boolean }
  | {
      readonly part: 'client'
      readonly client: string
      readonly workload: string
      readonly quick: boolean
    }

export interface DeliverReport {
  readonly measured: readonly Measured[]
  /** How many events one run delivers. */
  readonly events: number
  /**
   * The clients that did not deliver every event once and in order, and what they delivered
   * instead.
   */
  readonly lost: Readonly<Record<string, string>>
}

export async function deliverProgram(task: DeliverTask): Promise<DeliverReport> {
  switch (task.part) {
    case 'notify':
      return notify(task.listeners, task.quick)
    case 'stack':
      return stack(task.listeners, task.quick)
    case 'client':
      return oneClient(task.client, task.workload, task.quick)
  }
}

const options = (quick: boolean) =>
  quick ? { rounds: 3, budget: 50, sample: 1, warmUp: 5 } : { rounds: 61, budget: 1500, sample: 3 }

interface Value {
  readonly data: string
}

/** One value to many listeners: no parser, no stream. */
async function notify(count: number, quick: boolean): Promise<DeliverReport> {
  let received = 0
  // A function of its own for each: no loop can be compiled for one of them.
  const make = () => (value: Value) => void (received += value.data.length)
  const values = [{ data: 'a' }, { data: 'b' }]
  let turn = 0
  // A store of state notifies of changes alone, so that each value differs from the last.
  const next = () => values[turn++ & 1] as Value

  const set = new Set<(value: Value) => void>()
  const emitter = new Emitter<Value>()
  const nano = atom<Value>(next())
  const zustand = createZustand<Value>(() => next())
  for (let index = 0; index < count; index++) {
    set.add(make())
    emitter.add(make())
    nano.listen(make())
    zustand.subscribe(make())
  }
  const turns = Math.ceil(10_000 / count)
  const run = (name: string, notify: () => void): Case => ({
    name,
    run() {
      for (let index = 0; index < turns; index++) notify()
      return received
    },
  })
  const measured = await measure(
    [
      run('a loop over a Set', () => {
        const value = next()
        for (const listener of set) listener(value)
      }),
      run('ours', () => emitter.emit(next())),
      run('nanostores', () => nano.set(next())),
      run('zustand/vanilla', () => zustand.setState(next(), true)),
    ],
    options(quick),
  )
  return { measured, events: turns, lost: {} }
}

/**
 * Bytes to listeners: our parser alone, our parser and a loop over a Set, and the whole of ours.
 */
async function stack(count: number, quick: boolean): Promise<DeliverReport> {
  const events = Math.max(1000, Math.min(20_000, 10_000_000 / count)) / (quick ? 10 : 1)
  const bytes = new TextEncoder().encode(
    Array.from({ length: events }, (_, index) => tick(index)).join(''),
  )
  const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
    bytes.slice(index * 65_536, (index + 1) * 65_536),
  )
  let received = 0
  const make = () => (event: Value) => void (received += event.data.length)
  const set = new Set<(event: Value) => void>()
  for (let index = 0; index < count; index++) set.add(make())
  const read = (chunks: readonly Uint8Array[], listener: (data: string) => void) =>
    void (parsers['use-event-source'] as Read)(chunks, (_type, data) => listener(data))

  const whole = () =>
    new Promise<number>((resolve) => {
      let seen = 0
      const source = createEventSource({
        url: 'http://localhost/stream',
        events: { price: text },
        transport: fetchTransport({
          fetch: async () =>
            new Response(streamOf(chunks), { headers: { 'content-type': 'text/event-stream' } }),
        }),
        client: createEventSourceClient(),
        retry: false,
      })
      for (let index = 1; index < count; index++) source.on('price', make())
      source.on('price', (event) => {
        received += event.data.length
        if (++seen < events) return
        source.close()
        resolve(received)
      })
    })

  const readStream = async () => {
    const reader = streamOf(chunks).getReader()
    const parts: Uint8Array[] = []
    for (let part = await reader.read(); !part.done; part = await reader.read())
      parts.push(part.value)
    read(parts, (data) => void (received += data.length))
    return received
  }

  const measured = await measure(
    [
      {
        name: 'parser alone',
        run: () => (read(chunks, (data) => void (received += data.length)), received),
      },
      { name: 'parser behind a stream', run: readStream },
      {
        name: 'parser and a loop over a Set',
        run() {
          read(chunks, (data) => {
            const event = { data }
            for (const listener of set) listener(event)
          })
          return received
        },
      },
      { name: 'ours, whole', run: whole },
    ],
    options(quick),
  )
  return { measured, events, lost: {} }
}

/** A client and the one that it is compared with, on the same stream, with one listener. */
async function oneClient(client: string, workload: string, quick: boolean): Promise<DeliverReport> {
  const chunks = workloads.find((each) => each.name === workload)?.chunks(quick ? 0.1 : 0.5) ?? []
  const { count: events, hash } = await digestOf((listener) => {
    const read = parsers['eventsource-parser'] as Read
    return read(chunks, (type, data, id) => listener(type || 'message', data, id))
  })
  const follows = Object.entries(clients).filter(
    ([name]) => name === client || name === referenceClient,
  )
  const lost: Record<string, string> = {}
  for (const [name, follow] of follows) {
    const digest = await digestOf((listener) => {
      let left = events
      return follow(chunks, (type, data, id) => {
        listener(type, data, id)
        return --left === 0
      })
    })
    if (digest.hash !== hash) lost[name] = `${digest.count} of ${events} events, or others`
  }
  const cases = follows.map(([name, follow]) => ({
    name,
    run: () => heardBy(follow, chunks, events),
  }))
  return { measured: await measure(cases, options(quick)), events, lost }
}

async function heardBy(
  follow: Follow,
  chunks: readonly Uint8Array[],
  events: number,
): Promise<number> {
  let length = 0
  let left = events
  await follow(chunks, (_type, data) => {
    length += data.length
    return --left === 0
  })
  return length
}

async function digestOf(run: (listener: (...parts: string[]) => void) => void | Promise<void>) {
  const digest = { count: 0, hash: 0 }
  await run((...parts) => {
    digest.count++
    for (const part of parts) {
      for (let i = 0; i < part.length; i++)
        digest.hash = (Math.imul(digest.hash, 31) + part.charCodeAt(i)) | 0
      digest.hash = (Math.imul(digest.hash, 31) + 0xffff) | 0
    }
  })
  return digest
}
