import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** What `select` makes of a stream. */
export function selectContract({ mount, settle }: Adapter) {
  const tell = createTell(settle)

  test('a selection renders when it is not equal any more, and only then', async () => {
    const transport = fakeTransport()
    const options = {
      events,
      transport,
      select: (view: View) => ({ tens: Math.floor(Number(view.latest.price?.data ?? 0) / 10) }),
      equal: (a: unknown, b: unknown) => (a as Tens).tens === (b as Tens).tens,
    }
    const seen: number[] = []
    mount('useEventSource', ['/prices', options], ({ selected }) => seen.push((selected as Tens).tens))
    await tell(() => transport.last.open())
    const before = seen.length
    for (const price of ['11', '12', '19', '25']) await tell(() => transport.last.event('price', price))
    expect(seen.slice(before)).toEqual([1, 2])
  })

  test('a selection may begin late, and is made by the newest function', async () => {
    const transport = fakeTransport()
    const times = (factor: number) => ({
      events,
      transport,
      select: ({ data }: { data: unknown }) => Number(data) * factor,
    })
    const prices = mount('useEventSource', ['/prices', { events, transport }])
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', '3'))
    expect(prices.shown.selected).toBeUndefined()
    prices.change('/prices', times(2))
    expect(prices.shown.selected).toBe(6)
    prices.change('/prices', times(10))
    expect(prices.shown.selected).toBe(30)
    expect(prices.shown.status).toBe('open')
    expect(transport.dials).toHaveLength(1)
  })
}

interface View {
  readonly latest: { readonly price?: { readonly data: unknown } }
}

interface Tens {
  readonly tens: number
}
