import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { ref, shallowRef } from 'vue'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { z } from 'zod'
import {
  createEventSource,
  createEventState,
  json,
  text,
  useEventSource,
  useEventState,
} from './index.ts'
import { useServerEvent, useSnapshot, useSuspenseEventSource } from './index.ts'
import type { ConnectionFailure, EventSourceStore, ServerEvent, Status } from './index.ts'

interface Price {
  readonly bid: number
}

const events = {
  price: json<Price>(),
  note: text,
  length: (raw: string) => raw.length,
  zod: z.object({ id: z.string().transform(Number) }),
  valibot: v.object({ id: v.number() }),
  arktype: type({ id: 'number' }),
}
const source = createEventSource({ url: '/prices', events })

test('the data of an event is what its decoder makes of it', () => {
  const { latest } = useEventSource('/prices', { events })
  expectTypeOf(latest.price).toEqualTypeOf<ServerEvent<'price', Price> | undefined>()
  expectTypeOf(latest.price?.data.bid).toEqualTypeOf<number | undefined>()
  expectTypeOf(latest.note?.data).toEqualTypeOf<string | undefined>()
  expectTypeOf(latest.length?.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(latest.zod?.data).toEqualTypeOf<{ id: number } | undefined>()
  expectTypeOf(latest.valibot?.data).toEqualTypeOf<{ id: number } | undefined>()
  expectTypeOf(latest.arktype?.data).toEqualTypeOf<{ id: number } | undefined>()
  // @ts-expect-error No such event was declared.
  void latest.prize
  // @ts-expect-error No event may have come yet.
  void latest.price.data
  // @ts-expect-error What a stream says is not for a component to change.
  latest.price = undefined
})

test('decoders may be written inline, with the raw text as their parameter', () => {
  const { latest, data } = useEventSource('/prices', {
    events: { size: (raw) => raw.length, note: text },
  })
  expectTypeOf(latest.size?.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(data.value).toEqualTypeOf<number | string | undefined>()
})

test('each thing that changes on its own is a ref to read', () => {
  const refs = useEventSource('/prices', { events: { price: json<Price>(), note: text } })
  expectTypeOf(refs.status).toEqualTypeOf<Readonly<ShallowRef<Status>>>()
  expectTypeOf(refs.failure.value).toEqualTypeOf<ConnectionFailure | null>()
  expectTypeOf(refs.failureCount.value).toEqualTypeOf<number>()
  expectTypeOf(refs.event.value).toEqualTypeOf<
    ServerEvent<'price', Price> | ServerEvent<'note', string> | null
  >()
  expectTypeOf(refs.data.value).toEqualTypeOf<Price | string | undefined>()
  expectTypeOf(refs.lastEventId.value).toEqualTypeOf<string>()
  expectTypeOf(refs.connect).toEqualTypeOf<() => void>()
  expectTypeOf(refs.source.value?.types).toEqualTypeOf<readonly ('price' | 'note')[] | undefined>()
  const event = refs.event.value
  if (event?.type === 'price') expectTypeOf(event.data).toEqualTypeOf<Price>()
  // @ts-expect-error What a stream says is not for a component to change.
  refs.status.value = 'open'
})

test('a source is a URL, a store, or nothing for now, or a ref or getter of one of them', () => {
  expectTypeOf(useEventSource(source).latest.price?.data).toEqualTypeOf<Price | undefined>()
  expectTypeOf(useEventSource(shallowRef(source)).latest.price?.data).toEqualTypeOf<
    Price | undefined
  >()
  expectTypeOf(useEventSource(() => source).latest.price?.data).toEqualTypeOf<Price | undefined>()
  const perhaps = source as typeof source | null | undefined
  expectTypeOf(useEventSource(() => perhaps).latest.price?.data).toEqualTypeOf<Price | undefined>()
  useEventSource(new URL('https://a.test/'), { events })
  useEventSource(null, { events })
  useEventSource(ref('/prices'), { events })
  useEventSource(ref<string | null>(null), () => ({ events }))
  useEventSource(() => '/prices', ref({ events: { note: text } }))
  // @ts-expect-error A number is no source.
  useEventSource(1, { events })
  // @ts-expect-error The option has another name.
  useEventSource('/prices', { events, header: {} })
  // @ts-expect-error The URL is the source, and no option.
  useEventSource('/prices', { events, url: '/other' })
  // @ts-expect-error A string decodes nothing.
  useEventSource('/prices', { events: { price: 'json' } })
})

test('options in a getter tell the types as well', () => {
  const { latest } = useEventSource('/prices', () => ({
    events: { price: json<Price>(), size: (raw) => raw.length },
  }))
  expectTypeOf(latest.price?.data).toEqualTypeOf<Price | undefined>()
  expectTypeOf(latest.size?.data).toEqualTypeOf<number | undefined>()
})

test('a URL without events is read as text messages', () => {
  const { data, latest } = useEventSource(ref('/messages'))
  expectTypeOf(data.value).toEqualTypeOf<string | undefined>()
  expectTypeOf(latest.message?.data).toEqualTypeOf<string | undefined>()
  const headers = { accept: 'text/event-stream' }
  const long = useEventSource('/messages', { headers })
  expectTypeOf(long.data.value).toEqualTypeOf<string | undefined>()
  useServerEvent('/notes', 'note', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>(), {
    headers,
  })
  const sum = useEventState('/notes', 0, { note: (sum, { data }) => sum + data.length }, () => ({
    headers,
  }))
  expectTypeOf(sum.value).toEqualTypeOf<number>()
  // @ts-expect-error No such event was declared.
  void latest.note
  // @ts-expect-error The option has another name.
  useServerEvent('/notes', 'note', () => {}, { header: {} })
})

test('a component that waits for an event gets the same refs', async () => {
  const { data, status } = await useSuspenseEventSource(source)
  expectTypeOf(status).toEqualTypeOf<Readonly<ShallowRef<Status>>>()
  expectTypeOf(data.value).extract<Price>().toEqualTypeOf<Price>()
  const url = await useSuspenseEventSource(
    () => '/prices',
    () => ({ events: { size: (raw) => raw.length } }),
  )
  expectTypeOf(url.data.value).toEqualTypeOf<number | undefined>()
  expectTypeOf((await useSuspenseEventSource('/messages')).data.value).toEqualTypeOf<
    string | undefined
  >()
})

test('a listener hears the events of its type', () => {
  useServerEvent(source, 'price', (event) =>
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price>>(),
  )
  useServerEvent(
    () => source,
    'zod',
    (event) => expectTypeOf(event.data).toEqualTypeOf<{ id: number }>(),
  )
  const perhaps = shallowRef<typeof source | null>(null)
  useServerEvent(perhaps, 'note', (event) => expectTypeOf(event.data).toEqualTypeOf<string>())
  useServerEvent(useEventSource(source).source, 'note', ({ data }) =>
    expectTypeOf(data).toEqualTypeOf<string>(),
  )
  // @ts-expect-error No such event was declared.
  useServerEvent(source, 'prize', () => {})
  // @ts-expect-error The data of a price is no string.
  useServerEvent(source, 'price', (event: ServerEvent<'price', string>) => event)
})

test('a listener of a URL hears text, unless the options say how to read it', () => {
  useServerEvent('/notes', 'note', (event) =>
    expectTypeOf(event).toEqualTypeOf<ServerEvent<string, string>>(),
  )
  useServerEvent(new URL('https://a.test/'), 'note', ({ data }) =>
    expectTypeOf(data).toEqualTypeOf<string>(),
  )
  useServerEvent(
    () => '/notes',
    'note',
    ({ data }) => expectTypeOf(data).toEqualTypeOf<string>(),
  )
  useServerEvent(ref<string | null>(null), 'note', ({ data }) =>
    expectTypeOf(data).toEqualTypeOf<string>(),
  )
  useServerEvent('/prices', 'price', ({ data }) => expectTypeOf(data).toEqualTypeOf<Price>(), {
    events,
  })
  useServerEvent(
    () => '/prices',
    'price',
    ({ data }) => expectTypeOf(data).toEqualTypeOf<Price>(),
    () => ({ events }),
  )
  useServerEvent('/notes', 'size', ({ data }) => expectTypeOf(data).toEqualTypeOf<number>(), {
    events: { size: (raw: string) => raw.length },
    until: (event) => event.raw === '[DONE]',
  })
  // @ts-expect-error No such event was declared.
  useServerEvent('/prices', 'prize', () => {}, { events })
})

test('reducers are called with the events of their type, and add up to one state', () => {
  const sum = useEventState(source, 0, {
    price: (sum, event) => {
      expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price>>()
      return sum + event.data.bid
    },
    arktype: (sum, { data }) => sum + data.id,
  })
  expectTypeOf(sum).toEqualTypeOf<Readonly<ShallowRef<number>>>()
  const log = useEventState(() => source, [] as string[], {
    note: (log, { data }) => [...log, data],
  })
  expectTypeOf(log.value).toEqualTypeOf<string[]>()

  // @ts-expect-error No such event was declared.
  useEventState(source, 0, { prize: (sum: number) => sum + 1 })
  // @ts-expect-error The state is a number, and stays one.
  useEventState(source, 0, { price: () => 'one' })
  useEventState(source, '', {
    // @ts-expect-error The data of a price is no string.
    price: (log, event: ServerEvent<'price', string>) => log + event.data,
  })
})

test('reducers of a URL are called with text, unless the options say how to read it', () => {
  const log = useEventState('/notes', '', {
    note: (log, event) => {
      expectTypeOf(event).toEqualTypeOf<ServerEvent<string, string>>()
      return log + event.data
    },
    memo: (log, { data }) => log + data,
  })
  expectTypeOf(log.value).toEqualTypeOf<string>()
  const sum = useEventState(
    ref('/prices'),
    0,
    { price: (sum, { data }) => sum + data.bid },
    { events },
  )
  expectTypeOf(sum.value).toEqualTypeOf<number>()
  // @ts-expect-error No such event was declared.
  useEventState('/prices', 0, { prize: (sum: number) => sum }, { events })
})

test('a snapshot is that of its value', () => {
  expectTypeOf(useSnapshot(source).value).toEqualTypeOf<ReturnType<typeof source.getSnapshot>>()
  expectTypeOf(
    useSnapshot(() => createEventState(source, 0, { price: (sum) => sum })).value,
  ).toEqualTypeOf<number>()
})

test('the store of a component is there to hand on', () => {
  const { source } = useEventSource('/prices', { events: { price: json<Price>() } })
  expectTypeOf(source).toExtend<ComputedRef<EventSourceStore<{ price: Price }> | null>>()
  expectTypeOf(source).toExtend<Readonly<Ref<unknown>>>()
})
