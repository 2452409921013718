import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  createEventSource,
  createEventState,
  json,
  text,
  useEventSource,
  useEventState,
} from './index.ts'
import { keepPrevious, useServerEvent, useSnapshot, useSuspenseEventSource } from './index.ts'
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
  expectTypeOf(data).toEqualTypeOf<number | string | undefined>()
})

test('a view has what a snapshot has, and the ways to its store', () => {
  const view = useEventSource('/prices', { events: { price: json<Price>(), note: text } })
  expectTypeOf(view.status).toEqualTypeOf<Status>()
  expectTypeOf(view.failure).toEqualTypeOf<ConnectionFailure | null>()
  expectTypeOf(view.failureCount).toEqualTypeOf<number>()
  expectTypeOf(view.event).toEqualTypeOf<
    ServerEvent<'price', Price> | ServerEvent<'note', string> | null
  >()
  expectTypeOf(view.data).toEqualTypeOf<Price | string | undefined>()
  expectTypeOf(view.lastEventId).toEqualTypeOf<string>()
  expectTypeOf(view.connect).toEqualTypeOf<() => void>()
  expectTypeOf(view.source?.types).toEqualTypeOf<readonly ('price' | 'note')[] | undefined>()
  if (view.event?.type === 'price') expectTypeOf(view.event.data).toEqualTypeOf<Price>()
})

test('a source is a URL, a store, or nothing for now', () => {
  expectTypeOf(useEventSource(source).latest.price?.data).toEqualTypeOf<Price | undefined>()
  const perhaps = source as typeof source | null | undefined
  expectTypeOf(useEventSource(perhaps).latest.price?.data).toEqualTypeOf<Price | undefined>()
  useEventSource(new URL('https://a.test/'), { events })
  useEventSource(null, { events })
  // @ts-expect-error A number is no source.
  useEventSource(1, { events })
  // @ts-expect-error The option has another name.
  useEventSource('/prices', { events, header: {} })
  // @ts-expect-error The URL is the source, and no option.
  useEventSource('/prices', { events, url: '/other' })
  // @ts-expect-error A string decodes nothing.
  useEventSource('/prices', { events: { price: 'json' } })
})

test('a URL without events is read as text messages', () => {
  const { data, latest } = useEventSource('/messages')
  expectTypeOf(data).toEqualTypeOf<string | undefined>()
  expectTypeOf(latest.message?.data).toEqualTypeOf<string | undefined>()
  const headers = { accept: 'text/event-stream' }
  const perhaps = '/messages' as string | null
  const long = useEventSource(perhaps, { headers })
  expectTypeOf(long.data).toEqualTypeOf<string | undefined>()
  useServerEvent('/notes', 'note', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>(), {
    headers,
  })
  const sum = useEventState(
    '/notes',
    0,
    { note: (sum, { data }) => sum + data.length },
    { headers },
  )
  expectTypeOf(sum).toEqualTypeOf<number>()
  // @ts-expect-error No such event was declared.
  void latest.note
  // @ts-expect-error The option has another name.
  useServerEvent('/notes', 'note', () => {}, { header: {} })
})

test('a component that has waited for an event has one', () => {
  const { status, event, data, failure } = useSuspenseEventSource(source)
  expectTypeOf(event).not.toBeNullable()
  expectTypeOf(data).not.toBeNullable()
  expectTypeOf(event.type).toEqualTypeOf<keyof typeof events>()
  if (status === 'reconnecting') expectTypeOf(failure).toEqualTypeOf<ConnectionFailure>()

  const url = useSuspenseEventSource('/prices', {
    events: { price: json<Price>(), size: (raw) => raw.length },
  })
  expectTypeOf(url.data).toEqualTypeOf<Price | number>()
  expectTypeOf(useSuspenseEventSource('/messages').data).toEqualTypeOf<string>()
  expectTypeOf(useSuspenseEventSource('/messages').latest.message?.data).toEqualTypeOf<
    string | undefined
  >()
  useSuspenseEventSource(source, { throwOnFailure: true })
})

declare const perhapsUrl: string | null

test('a component that may have nothing to wait for may have no event', () => {
  const { data } = useSuspenseEventSource(perhapsUrl)
  expectTypeOf(data).toEqualTypeOf<string | undefined>()
  const perhaps = useSuspenseEventSource(source as typeof source | undefined)
  expectTypeOf(perhaps.event).extract<null>().toEqualTypeOf<null>()
  expectTypeOf(useSuspenseEventSource(null, { events: { note: text } }).data).toEqualTypeOf<
    string | undefined
  >()
  // @ts-expect-error A transition keeps the previous screen.
  useSuspenseEventSource('/prices', { events, keepPrevious })
  // @ts-expect-error A number is no source.
  useSuspenseEventSource(1, { events })
})

test('a listener hears the events of its type', () => {
  useServerEvent(source, 'price', (event) =>
    expectTypeOf(event).toEqualTypeOf<ServerEvent<'price', Price>>(),
  )
  useServerEvent(source, 'zod', (event) => expectTypeOf(event.data).toEqualTypeOf<{ id: number }>())
  const perhaps = source as typeof source | null
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
  const perhaps = '/notes' as string | null
  useServerEvent(perhaps, 'note', ({ data }) => expectTypeOf(data).toEqualTypeOf<string>())
  useServerEvent('/prices', 'price', ({ data }) => expectTypeOf(data).toEqualTypeOf<Price>(), {
    events,
  })
  const inline = { size: (raw: string) => raw.length }
  useServerEvent('/notes', 'size', ({ data }) => expectTypeOf(data).toEqualTypeOf<number>(), {
    events: inline,
  })
  useServerEvent('/notes', 'size', ({ data }) => expectTypeOf(data).toEqualTypeOf<number>(), {
    events: { size: (raw: string) => raw.length },
    until: (event) => event.raw === '[DONE]',
  })
  // A decoder that comes after the listener and does not name the type of its parameter is looked
  // at too late.
  useServerEvent('/notes', 'size', ({ data }) => expectTypeOf(data).toEqualTypeOf<unknown>(), {
    events: { size: (raw) => raw.length, price: json<Price>() },
  })
  useServerEvent('/notes', 'price', ({ data }) => expectTypeOf(data).toEqualTypeOf<Price>(), {
    events: { size: (raw) => raw.length, price: json<Price>() },
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
  expectTypeOf(sum).toEqualTypeOf<number>()
  const log = useEventState(source, [] as string[], { note: (log, { data }) => [...log, data] })
  expectTypeOf(log).toEqualTypeOf<string[]>()

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
  expectTypeOf(log).toEqualTypeOf<string>()
  const sum = useEventState('/prices', 0, { price: (sum, { data }) => sum + data.bid }, { events })
  expectTypeOf(sum).toEqualTypeOf<number>()
  // @ts-expect-error No such event was declared.
  useEventState('/prices', 0, { prize: (sum: number) => sum }, { events })
})

test('a snapshot is that of its value', () => {
  expectTypeOf(useSnapshot(source)).toEqualTypeOf<ReturnType<typeof source.getSnapshot>>()
  expectTypeOf(
    useSnapshot(createEventState(source, 0, { price: (sum) => sum })),
  ).toEqualTypeOf<number>()
})

test('a component may take a store as a property', () => {
  const Bid = ({ source }: { source: EventSourceStore<{ price: Price }> }) => (
    <b>{useEventSource(source).latest.price?.data.bid}</b>
  )
  void (<Bid source={createEventSource({ url: '/a', events: { price: json<Price>() } })} />)
})
