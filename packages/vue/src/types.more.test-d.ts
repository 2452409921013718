import { expectTypeOf, test } from 'vitest'
import { ref, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import {
  createEventState,
  json,
  keepPrevious,
  text,
  useEventSource,
  useEventState,
  useServerEvent,
  useSnapshot,
} from './index.ts'
import type { EventSourceStore, ServerEvent } from './index.ts'

interface Price {
  readonly bid: number
}
interface Halt {
  readonly reason: string
}
type Market = { price: Price; halt: Halt }
declare const market: EventSourceStore<Market>

test('a type may be a ref or a getter', () => {
  const name = ref<'price' | 'halt'>('price')
  useServerEvent(market, name, (event) => {
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price> | ServerEvent<'halt', Halt>>()
  })
  useServerEvent(
    () => market,
    () => 'halt' as const,
    ({ data }) => expectTypeOf(data).toEqualTypeOf<Halt>(),
  )
  useServerEvent(market, 'price', ({ data }) => expectTypeOf(data).toEqualTypeOf<Price>(), {
    pauseWhenDeactivated: false,
  })
  useServerEvent(market, ['price', 'halt'], ({ type }) =>
    expectTypeOf(type).toEqualTypeOf<'price' | 'halt'>(),
  )
  useServerEvent(
    market,
    () => ['price', 'halt'] as const,
    ({ type }) => expectTypeOf(type).toEqualTypeOf<'price' | 'halt'>(),
  )
  useServerEvent(market, '*', ({ type }) => expectTypeOf(type).toEqualTypeOf<'price' | 'halt'>())
  useServerEvent(
    market,
    // @ts-expect-error 'prize' is no event of the store.
    () => 'prize' as const,
    () => {},
  )
})

test('options of a stream have no place beside a store', () => {
  useEventSource(market, { keepPrevious, pauseWhenDeactivated: false })
  useEventSource(shallowRef(market), { keepPrevious })
  // @ts-expect-error Headers are an option of the store.
  useEventSource(market, { headers: {} })
  // @ts-expect-error Headers are an option of the store.
  useEventSource(() => market, { headers: {} })
  // @ts-expect-error Headers are an option of the store.
  useServerEvent(market, 'price', () => {}, { headers: {} })
  // @ts-expect-error Headers are an option of the store.
  useEventState(market, 0, {}, { headers: {} })
})

test('decoders in a getter may have a parameter without a type', () => {
  const on = ref(true)
  const refs = useEventSource(
    () => (on.value ? '/x' : null),
    () => ({ events: { size: (raw) => raw.length, price: json<Price>(), note: text } }),
  )
  expectTypeOf(refs.latest.size?.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(refs.latest.price?.data).toEqualTypeOf<Price | undefined>()
  expectTypeOf(refs.since.value).toEqualTypeOf<number | null>()
})

test('a hook may be generic over a map of names to data, and take any store', () => {
  function useMarket<K extends keyof Market>(name: K, listener: (data: Market[K]) => void) {
    useServerEvent('/api', name, (event) => listener(event.data), {
      events: { price: json<Price>(), halt: json<Halt>() },
    })
    useServerEvent(market, name, (event) => listener(event.data))
  }
  useMarket('price', (price) => expectTypeOf(price).toEqualTypeOf<Price>())
  const any: EventSourceStore = market
  expectTypeOf(useEventSource(any).latest['x']?.data).toBeAny()
})

test('a selection is of the type that it returns', () => {
  expectTypeOf(useSnapshot(market, ({ latest }) => latest.price?.data.bid)).toEqualTypeOf<
    Readonly<ShallowRef<number | undefined>>
  >()
  expectTypeOf(
    useSnapshot(() => (market.types.length ? createEventState(market, 0, {}) : null)).value,
  ).toEqualTypeOf<number | undefined>()
  const source = useEventSource(market).source
  expectTypeOf(useSnapshot(source, ({ status }) => status).value).toEqualTypeOf<
    'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed' | undefined
  >()
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
