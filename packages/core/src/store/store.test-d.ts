// Checked by `npm run test:types`, and never run.
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'
import { createEventSource, createEventState, json, text } from '../index.ts'
import type {
  ConnectionFailure,
  EventSourceOptions,
  EventSourceStore,
  ServerEvent,
  Status,
  RawEvent,
} from '../index.ts'

interface Price {
  bid: number
}

const url = 'http://a.test/'

const source = createEventSource({
  url,
  events: {
    price: json<Price>(),
    note: text,
    size: (data: string) => data.length,
    zod: z.object({ bid: z.number(), at: z.coerce.date() }),
    valibot: v.object({ bid: v.number(), note: v.optional(v.string()) }),
    arktype: type({ bid: 'number', side: "'buy' | 'sell'" }),
  },
})

// The decoder is the type of the data.
source.on('price', (event) => {
  expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price>>()
  expectTypeOf(event.data).toEqualTypeOf<Price>()
  expectTypeOf(event.type).toEqualTypeOf<'price'>()
  expectTypeOf(event.raw).toEqualTypeOf<string>()
  expectTypeOf(event.lastEventId).toEqualTypeOf<string>()
})
source.on('note', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>())
source.on('size', ({ data }) => expectTypeOf(data).toEqualTypeOf<number>())
source.on('zod', ({ data }) => expectTypeOf(data).toEqualTypeOf<{ bid: number; at: Date }>())
source.on('valibot', ({ data }) =>
  expectTypeOf(data).toEqualTypeOf<{ bid: number; note?: string | undefined }>(),
)
source.on('arktype', ({ data }) =>
  expectTypeOf(data).toEqualTypeOf<{ bid: number; side: 'buy' | 'sell' }>(),
)

// Every schema that follows the specification is a decoder.
declare const standard: StandardSchemaV1<unknown, Price>
createEventSource({ url, events: { price: standard } }).on('price', ({ data }) =>
  expectTypeOf(data).toEqualTypeOf<Price>(),
)

expectTypeOf(source.on('note', () => {})).toEqualTypeOf<() => void>()
expectTypeOf(source.types).toEqualTypeOf<
  readonly ('price' | 'note' | 'size' | 'zod' | 'valibot' | 'arktype')[]
>()

// @ts-expect-error: 'prize' is not among the events.
source.on('prize', () => {})

// @ts-expect-error: the data of a price is an object.
source.on('price', (event: ServerEvent<'price', string>) => event)

// @ts-expect-error: the event of another type.
source.on('price', (event: ServerEvent<'note', string>) => event)

// The snapshot.
const snapshot = source.getSnapshot()
expectTypeOf(source.getInitialSnapshot()).toEqualTypeOf(snapshot)
expectTypeOf(snapshot.status).toEqualTypeOf<Status>()
expectTypeOf(snapshot.status).toEqualTypeOf<
  'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed'
>()
expectTypeOf(snapshot.failure).toEqualTypeOf<ConnectionFailure | null>()
expectTypeOf(snapshot.latest.price).toEqualTypeOf<ServerEvent<'price', Price> | undefined>()
expectTypeOf(snapshot.latest.note?.data).toEqualTypeOf<string | undefined>()

// @ts-expect-error: there is no newest event of a type that is not among the events.
void snapshot.latest.prize

// @ts-expect-error: the first event may not have come yet.
void snapshot.latest.price.data

// @ts-expect-error: a snapshot is not for writing.
snapshot.status = 'open'

// The type of an event tells its data apart.
if (snapshot.event?.type === 'price') expectTypeOf(snapshot.event.data).toEqualTypeOf<Price>()
if (snapshot.event?.type === 'size') expectTypeOf(snapshot.event.data).toEqualTypeOf<number>()

// With one type of event, data is of its type.
const single = createEventSource({ url, events: { message: json<Price>() } })
expectTypeOf(single.getSnapshot().data).toEqualTypeOf<Price | undefined>()
expectTypeOf(single.getSnapshot().event).toEqualTypeOf<ServerEvent<'message', Price> | null>()

// Reducers go by the names of the events.
const count = createEventState(source, 0, {
  price: (state, event) => {
    expectTypeOf(state).toEqualTypeOf<number>()
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price>>()
    return state + event.data.bid
  },
  note: (state, { data }) => state + data.length,
})
expectTypeOf(count.getSnapshot()).toEqualTypeOf<number>()

createEventState(source, 0, {
  // @ts-expect-error: 'prize' is not among the events.
  prize: (state: number) => state,
})

createEventState(source, 0, {
  // @ts-expect-error: a reducer returns the state.
  price: () => 'none',
})

// What must not compile among the options.
// @ts-expect-error: without events nothing is listened to.
createEventSource({ url })

// @ts-expect-error: without a URL nothing is dialled.
createEventSource({ events: { note: text } })

// @ts-expect-error: a decoder is a function or a schema.
createEventSource({ url, events: { note: 'text' } })

// @ts-expect-error: a decoder reads a string.
createEventSource({ url, events: { note: (data: number) => data } })

// @ts-expect-error: the option is called `retry`.
createEventSource({ url, events: { note: text }, retries: 3 })

// @ts-expect-error: a policy, or false.
createEventSource({ url, events: { note: text }, retry: true })

// @ts-expect-error: a policy answers with milliseconds, or with false.
createEventSource({ url, events: { note: text }, retry: () => 'soon' })

createEventSource({
  url: ({ lastEventId }) => `${url}?from=${lastEventId}`,
  events: { note: text },
  headers: async () => ({ authorization: 'x' }),
  retry: ({ failure, failureCount, serverDelay }) => {
    expectTypeOf(failure.kind).toEqualTypeOf<
      'network' | 'http' | 'protocol' | 'timeout' | 'ended' | 'decode' | 'overflow' | 'stream'
    >()
    expectTypeOf(failureCount).toEqualTypeOf<number>()
    expectTypeOf(serverDelay).toEqualTypeOf<number | null>()
    return failureCount < 3 && 100
  },
  until: ({ raw }) => raw === '[DONE]',
  idOf: ({ raw }, previous) => {
    expectTypeOf(previous).toEqualTypeOf<string>()
    return raw === '' ? undefined : raw.length
  },
  reconnectWith: ({ lastEventId, event, failureCount }) => {
    expectTypeOf(lastEventId).toEqualTypeOf<string>()
    expectTypeOf(event).toEqualTypeOf<RawEvent | null>()
    expectTypeOf(failureCount).toEqualTypeOf<number>()
    return failureCount < 3 ? { method: 'GET', headers: async () => ({ a: '1' }) } : null
  },
  idleTimeout: undefined,
})

// A store can be passed on under its general type.
expectTypeOf(single).toExtend<EventSourceStore<{ message: Price }>>()
expectTypeOf(source).toExtend<EventSourceStore>()
expectTypeOf<Parameters<typeof createEventSource<{ note: string }>>>().toEqualTypeOf<
  [EventSourceOptions<{ note: string }>]
>()
