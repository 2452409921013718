import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, Suspense } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventSource, json, text, useEventSource, useEventState, useServerEvent } from './index.ts'
import { useSuspendedEventSource } from './index.ts'
import type { Source } from './index.ts'

const events = { price: json<number>(), halt: text }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function Page({
  source,
  transport = fakeTransport(),
}: {
  source: Source<typeof events>
  transport?: ReturnType<typeof fakeTransport>
}) {
  const { status, failure, data, latest, lastEventId } = useEventSource(source, { events, transport })
  useServerEvent(source, 'halt', () => {}, { events, transport })
  const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data }, { events, transport })
  return <p>{JSON.stringify([status, failure, data ?? null, latest.price ?? null, lastEventId, sum])}</p>
}

const initial = '<p>[&quot;idle&quot;,null,null,null,&quot;&quot;,0]</p>'

test.each([['/prices'], ['https://a.test/prices'], [new URL('https://a.test/')], [null], [undefined]])(
  'dials nothing on a server, and renders the initial state, for %s',
  (source) => {
    const transport = fakeTransport()
    const page = <Page source={source} transport={transport} />
    expect(renderToString(page)).toBe(initial)
    expect(renderToString(<StrictMode>{page}</StrictMode>)).toBe(initial)
    expect(transport.dials).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  },
)

test('renders the initial state of a store, whatever has come for others on the server', () => {
  const transport = fakeTransport()
  const source = createEventSource({ url: 'https://a.test/', events, transport })
  source.on('price', () => {})
  transport.last.open()
  transport.last.event('price', '5', '7')
  expect(renderToString(<Page source={source} />)).toBe(initial)
  expect(transport.dials).toHaveLength(1)
})

test('throws on a server too when an option is wrong', () => {
  const Bad = () => useEventSource('/prices', { events: {} }).status
  expect(() => renderToString(<Bad />)).toThrow(/Name the event types/)
})

test('renders the fallback on a server for who waits for an event, and dials nothing', () => {
  const transport = fakeTransport()
  const Price = ({ source }: { source: string | null }) => (
    <b>{useSuspendedEventSource(source, { events, transport }).status}</b>
  )
  const inside = (source: string | null) =>
    renderToString(
      <Suspense fallback={<i>wait</i>}>
        <Price source={source} />
      </Suspense>,
    )
  expect(inside('/prices')).toContain('<i>wait</i>')
  expect(inside('/prices')).not.toContain('<b>')
  // Without a source there is nothing to wait for.
  expect(inside(null)).toContain('<b>idle</b>')
  expect(() => renderToString(<Price source="/prices" />)).toThrow(/put <Suspense> around/)
  expect(transport.dials).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
