import { type } from 'arktype'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  createEventSource,
  createEventState,
  eventsOf,
  json,
  text,
  useEventSource,
  useEventState,
} from './index.ts'
import { keepPrevious, useServerEvent, useSnapshot } from './index.ts'
import type {
  ConnectionFailure,
  Decoders,
  EventOf,
  EventSourceStore,
  EventSourceView,
} from './index.ts'
import type { Readable, ServerEvent, Snapshot, UrlViewOptions } from './index.ts'

interface Price {
  readonly bid: number
}
interface Halt {
  readonly reason: string
}
type Market = { price: Price; halt: Halt }
declare const market: EventSourceStore<Market>
declare const anyStore: EventSourceStore

test('the name of the newest event narrows its data', () => {
  const { event } = useEventSource('/x', {
    events: {
      start: json<{ id: string }>(),
      delta: json<{ text: string }>(),
      error: json<{ code: string }>(),
    },
  })
  if (event?.type === 'delta') return event.data.text
  // @ts-expect-error It is not narrowed to a delta.
  void event?.data.text
  return event?.type === 'error' ? event.data.code : null
})

test('the data of a schema that transforms is its output', () => {
  const { latest } = useEventSource('/x', {
    events: { price: z.object({ bid: z.string().transform(Number) }) },
  })
  expectTypeOf(latest.price?.data.bid).toEqualTypeOf<number | undefined>()
  const ark = useEventSource('/x', { events: { price: type({ bid: 'number' }) } })
  expectTypeOf(ark.data).toEqualTypeOf<{ bid: number } | undefined>()
})

test('a URL may be missing', () => {
  const id = 'a' as string | undefined
  const events = { message: json<number>() }
  expectTypeOf(useEventSource(id && `/chat/${id}`, { events }).data).toEqualTypeOf<
    number | undefined
  >()
  expectTypeOf(useEventSource(id ? '/x' : null, { events }).data).toEqualTypeOf<
    number | undefined
  >()
  expectTypeOf(useEventSource(null).data).toEqualTypeOf<string | undefined>()
  // @ts-expect-error It is `null` that says "not now".
  useEventSource('/x', { enabled: false, events })
})

test('headers may be missing, and come later', () => {
  const token = 'a' as string | undefined
  const events = { message: text }
  const url = '/x'
  createEventSource({ url, events, headers: async () => (token ? { authorization: token } : {}) })
  createEventSource({
    url,
    events,
    headers: async () => (token ? { authorization: token } : undefined),
  })
  createEventSource({ url, events, headers: () => (token ? { authorization: token } : undefined) })
  createEventSource({ url, events, headers: () => new Headers() })
  createEventSource({ url, events, headers: [['a', 'b']], body: new FormData(), method: undefined })
  createEventSource({ url: new URL('https://a.test/'), events, body: () => '{}' })
})

test('a status tells whether there is a failure', () => {
  const view = useEventSource('/x')
  expectTypeOf(view.failure).toEqualTypeOf<ConnectionFailure | null>()
  if (view.status === 'reconnecting') expectTypeOf(view.failure).toEqualTypeOf<ConnectionFailure>()
  else if (view.status === 'closed')
    expectTypeOf(view.failure).toEqualTypeOf<ConnectionFailure | null>()
  else expectTypeOf(view.failure).toEqualTypeOf<null>()
  const { status, failure } = view
  if (status === 'reconnecting') expectTypeOf(failure).toEqualTypeOf<ConnectionFailure>()
  if (failure?.willRetry) expectTypeOf(failure.retryAt).toEqualTypeOf<number | null>()
  expectTypeOf(view.since).toEqualTypeOf<number | null>()
  expectTypeOf(view).toEqualTypeOf<EventSourceView<{ message: string }>>()
})

test('a hook may be generic over a map of names to data', () => {
  function useMarket<K extends keyof Market>(name: K, listener: (data: Market[K]) => void) {
    useServerEvent('/api', name, (event) => listener(event.data), {
      events: { price: json<Market['price']>(), halt: json<Market['halt']>() },
    })
    useServerEvent(market, name, (event) => listener(event.data))
    market.on(name, (event) => listener(event.data))
  }
  useMarket('price', (price) => expectTypeOf(price).toEqualTypeOf<Price>())

  function useOne<Events, K extends keyof Events & string>(
    store: EventSourceStore<Events>,
    name: K,
    listener: (data: Events[K]) => void,
  ) {
    useServerEvent(store, name, (event) => listener(event.data))
    store.on(name, (event) => listener(event.data))
    return useEventSource(store).latest[name]
  }
  expectTypeOf(
    useOne(market, 'halt', (halt) => expectTypeOf(halt).toEqualTypeOf<Halt>()),
  ).toEqualTypeOf<ServerEvent<'halt', Halt> | undefined>()

  function useRead<Events>(url: string, events: Decoders<Events>) {
    const view = useEventSource(url, { events })
    expectTypeOf(view.failureCount).toEqualTypeOf<number>()
    return view
  }
  expectTypeOf(
    useRead('/x', { price: json<Price>(), note: text }).latest.price?.data,
  ).toEqualTypeOf<Price | undefined>()

  function create<Events>(events: Decoders<Events>): EventSourceStore<Events> {
    return createEventSource({ url: '/x', events })
  }
  expectTypeOf(create({ price: json<Price>(), ark: type({ a: 'number' }) })).toEqualTypeOf<
    EventSourceStore<{ price: Price; ark: { a: number } }>
  >()
})

test('types may be given by hand', () => {
  // @ts-expect-error The data is what decoders say, and no matter of a type argument.
  useEventSource<{ bid: number }>('/x')
  const view = useEventSource<string, { price: Price }>('/x', { events: { price: json<Price>() } })
  expectTypeOf(view.data).toEqualTypeOf<Price | undefined>()
  createEventSource<Market>({ url: '/x', events: { price: json<Price>(), halt: json<Halt>() } })
})

test('names may come from a list', () => {
  const decoders = Object.fromEntries(['a', 'b'].map((name) => [name, json<{ x: number }>()]))
  const { latest } = useEventSource('/x', { events: decoders })
  expectTypeOf(latest['a']?.data.x).toEqualTypeOf<number | undefined>()
})

test('a state may begin empty', () => {
  const log = useEventState('/x', [] as string[], { message: (log, event) => [...log, event.data] })
  expectTypeOf(log).toEqualTypeOf<string[]>()
  type Part = { type: 'text-delta'; delta: string } | { type: 'finish' }
  const all = useEventState(
    '/x',
    '',
    { message: (all, { data }) => (data.type === 'text-delta' ? all + data.delta : all) },
    { events: { message: json<Part>() } },
  )
  expectTypeOf(all).toEqualTypeOf<string>()
})

test('a listener may hear several types, or all', () => {
  const store = createEventSource({ url: '/x', events: { a: json<1>(), b: json<2>(), c: text } })
  store.on('a', ({ data }) => expectTypeOf(data).toEqualTypeOf<1>())
  for (const name of store.types)
    store.on(name, (event) => {
      if (event.type === 'a') expectTypeOf(event.data).toEqualTypeOf<1>()
    })
  store.on(['a', 'b'], (event) => {
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'a', 1> | ServerEvent<'b', 2>>()
    if (event.type === 'b') expectTypeOf(event.data).toEqualTypeOf<2>()
  })
  store.on('*', ({ type }) => expectTypeOf(type).toEqualTypeOf<'a' | 'b' | 'c'>())
  useServerEvent(store, ['a', 'b'], (event) => {
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'a', 1> | ServerEvent<'b', 2>>()
  })
  useServerEvent(store, ['a', 'b'] as const, ({ type }) =>
    expectTypeOf(type).toEqualTypeOf<'a' | 'b'>(),
  )
  useServerEvent(store, '*', (event) => {
    if (event.type === 'c') expectTypeOf(event.data).toEqualTypeOf<string>()
    else expectTypeOf(event.data).toEqualTypeOf<1 | 2>()
  })
  useServerEvent('/x', '*', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>())
  useServerEvent('/x', ['a', 'b'], ({ data }) => expectTypeOf(data).toEqualTypeOf<string>())
  useServerEvent('/x', '*', (event) => expectTypeOf(event.type).toEqualTypeOf<'a' | 'b'>(), {
    events: { a: json<1>(), b: json<2>() },
  })
  // @ts-expect-error 'd' is no event of the store.
  useServerEvent(store, ['a', 'd'], () => {})
  expectTypeOf(eventsOf(store, 'a')).toEqualTypeOf<
    AsyncGenerator<ServerEvent<'a', 1>, void, undefined>
  >()
  expectTypeOf(eventsOf(store)).toEqualTypeOf<
    AsyncGenerator<EventOf<{ a: 1; b: 2; c: string }>, void, undefined>
  >()
})

test('a component may take any store', () => {
  const Any = ({ source }: { source: EventSourceStore }) => {
    source.on('x', (event) => expectTypeOf(event.data).toBeAny())
    source.on(['x', 'y'], (event) => expectTypeOf(event.data).toBeAny())
    useServerEvent(source, 'x', (event) => expectTypeOf(event.data).toBeAny())
    const sum = useEventState(source, 0, { x: (sum, event) => sum + event.data.bid })
    expectTypeOf(sum).toEqualTypeOf<number>()
    const view = useEventSource(source)
    if (view.status === 'reconnecting')
      expectTypeOf(view.failure).toEqualTypeOf<ConnectionFailure>()
    return <b title={view.status}>{view.latest['x']?.data.bid}</b>
  }
  void (<Any source={market} />)
  void (<Any source={createEventSource({ url: '/a', events: { price: json<Price>() } })} />)
  const One = ({ source }: { source: EventSourceStore<{ price: Price }> }) => (
    <b>{useEventSource(source).data?.bid}</b>
  )
  // @ts-expect-error Its newest event may be a halt.
  void (<One source={market} />)
  // @ts-expect-error It has no prices.
  void (<One source={createEventSource({ url: '/a', events: { halt: json<Halt>() } })} />)
  expectTypeOf(anyStore).toExtend<EventSourceStore<Market>>()
  const stores: EventSourceStore[] = [market, createEventSource({ url: '/', events: { a: text } })]
  void stores
  const show = (snapshot: Snapshot) => snapshot.status
  show(market.getSnapshot())
})

test('json is a decoder with and without a call', () => {
  const { latest } = useEventSource('/x', { events: { a: json, b: json<Price>(), c: json() } })
  expectTypeOf(latest.a?.data).toEqualTypeOf<unknown>()
  expectTypeOf(latest.b?.data).toEqualTypeOf<Price | undefined>()
  expectTypeOf(latest.c?.data).toEqualTypeOf<unknown>()
  useServerEvent('/x', 'a', ({ data }) => expectTypeOf(data).toEqualTypeOf<unknown>(), {
    events: { a: json },
  })
})

test('what is of a stream has no place beside a store', () => {
  useEventSource(market, { keepPrevious, throwOnFailure: true })
  const perhaps = market as typeof market | null
  useEventSource(perhaps, { keepPrevious })
  // @ts-expect-error Headers are an option of the store.
  useEventSource(market, { headers: {} })
  // @ts-expect-error Headers are an option of the store.
  useEventSource(perhaps, { headers: {} })
  // @ts-expect-error The decoders are those of the store.
  useEventSource(market, { events: { price: text } })
  // @ts-expect-error Headers are an option of the store.
  useServerEvent(market, 'price', () => {}, { headers: {} })
  // @ts-expect-error Headers are an option of the store.
  useEventState(market, 0, {}, { headers: {} })
  // A source that may be a URL may have the options of one.
  const either = market as typeof market | string
  expectTypeOf(
    useEventSource(either, { events: { price: json<Price>() } }).latest.price?.data,
  ).toEqualTypeOf<Price | undefined>()
})

test('decoders that are written inline may have a parameter without a type', () => {
  expectTypeOf(useEventSource('/x', { events: { size: (raw) => raw.length } }).data).toEqualTypeOf<
    number | undefined
  >()
  createEventSource({ url: '/', events: { size: (raw) => raw.length } }).on('size', ({ data }) =>
    expectTypeOf(data).toEqualTypeOf<number>(),
  )
  useServerEvent('/x', 'a', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>(), {
    events: { a: (raw: string) => raw },
  })
})

test('a selection is of the type that it returns, and there is none without a value', () => {
  expectTypeOf(useSnapshot(market, (snapshot) => snapshot.latest.price?.data.bid)).toEqualTypeOf<
    number | undefined
  >()
  expectTypeOf(
    useSnapshot(
      market,
      ({ status }) => ({ status }),
      (a, b) => a.status === b.status,
    ),
  ).toEqualTypeOf<{
    status: Snapshot['status']
  }>()
  const sum = createEventState(market, 0, { price: (sum, { data }) => sum + data.bid })
  expectTypeOf(useSnapshot(sum)).toEqualTypeOf<number>()
  expectTypeOf(useSnapshot(sum as Readable<number> | null)).toEqualTypeOf<number | undefined>()
  expectTypeOf(useSnapshot(null)).toEqualTypeOf<undefined>()
  const perhaps = market as typeof market | null
  expectTypeOf(useSnapshot(perhaps, ({ status }) => status)).toEqualTypeOf<
    Snapshot['status'] | undefined
  >()
  function useAny<State>(readable: Readable<State>): State {
    return useSnapshot(readable)
  }
  expectTypeOf(useAny(sum)).toEqualTypeOf<number>()
})

test('options may come from a variable, and be passed through', () => {
  const options = { events: { price: json<Price>() }, headers: { a: 'b' }, keepPrevious }
  expectTypeOf(useEventSource('/x', options).data).toEqualTypeOf<Price | undefined>()
  function useTicker(options?: UrlViewOptions) {
    return useEventSource('/x', { events: { price: json<Price>() }, ...options })
  }
  expectTypeOf(useTicker({ linger: 5 }).data).toEqualTypeOf<Price | undefined>()
  expectTypeOf(useEventSource('/x', undefined).data).toEqualTypeOf<string | undefined>()
  expectTypeOf(useEventSource('/x', { events: undefined }).data).toEqualTypeOf<string | undefined>()
  expectTypeOf(useEventSource('/x', {}).data).toEqualTypeOf<string | undefined>()
  const maybe = { price: json<Price>() } as { price: (raw: string) => Price } | undefined
  expectTypeOf(useEventSource('/x', { events: maybe }).data).toEqualTypeOf<Price | undefined>()
})

test('a decoder that comes after the listener names the type of its parameter', () => {
  // @ts-expect-error It is looked at after the listener.
  useServerEvent('/x', 'size', () => {}, { events: { size: (raw) => raw.length } })
  function useSum<Events>(events: Decoders<Events>, name: keyof Events & string) {
    const { source } = useEventSource('/x', { events })
    return { source, name }
  }
  void useSum({ price: json<Price>() }, 'price')
})

test('load answers with the state, or with the state and its last event ID', () => {
  const reducers = { price: (sum: number, { data }: { data: Price }) => sum + data.bid }
  useEventState(market, 0, reducers, {
    load({ signal }) {
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return 1
    },
    includes: (sum, event) => event.type === 'price' && event.data.bid < sum,
    onGap: (sum, { lastEventId }) => (lastEventId ? sum : 0),
  })
  useEventState('/prices', 0, reducers, {
    events: { price: json<Price>() },
    load: async () => ({ state: 1, lastEventId: '7' }),
  })
  // @ts-expect-error The state is a number.
  useEventState(market, 0, reducers, { load: () => 'one' })
  // @ts-expect-error The last event ID is missing.
  useEventState(market, 0, reducers, { load: async () => ({ state: 1 }) })
  // @ts-expect-error The state is a number.
  useEventState(market, 0, reducers, { onGap: () => 'one' })

  const run = { state: 'running', lastEventId: '7' }
  useEventState(market, run, {}, { load: () => ({ state: run, lastEventId: '' }) })
  // @ts-expect-error It would be taken for a state with its last event ID.
  useEventState(market, run, {}, { load: () => run })
})
