import { fakeTransport } from '@use-event-source/testing'
import { StrictMode, Suspense } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { serverContract } from '../../../contract/server.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { useEventSource, useEventState, useServerEvent, useSuspenseEventSource } from './index.ts'
import type { Source } from './index.ts'

stopClock()

function Page({
  source,
  options,
  ofState,
}: {
  source: Source
  options: { readonly events: typeof events }
  ofState?: object | undefined
}) {
  const { status, failure, data, latest, lastEventId } = useEventSource(source, options)
  useServerEvent(source, 'halt', () => {}, options)
  const reducers = { price: (sum: number, event: { data: number }) => sum + event.data }
  const sum = useEventState(source, 0, reducers, { ...options, ...ofState })
  return (
    <p>{JSON.stringify([status, failure, data ?? null, latest.price ?? null, lastEventId, sum])}</p>
  )
}

serverContract(async (source, options, ofState) => {
  const page = <Page source={source} options={options as never} ofState={ofState} />
  const html = renderToString(page)
  expect(renderToString(<StrictMode>{page}</StrictMode>)).toBe(html)
  return html
})

test('renders the fallback on a server for who waits for an event, and dials nothing', () => {
  const transport = fakeTransport()
  const Price = ({ source }: { source: string | null }) => (
    <b>{useSuspenseEventSource(source, { events, transport }).status}</b>
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
