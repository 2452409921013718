import { createEventSource, text } from '@use-event-source/core'
import type { RawEvent } from '@use-event-source/core'
import { keepPrevious } from '@use-event-source/core/adapter'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import type { Adapter } from './adapter.ts'
import { createTell, events } from './stage.ts'

/** What `useEventSource` does when it gets other options. */
export function optionsContract({ mount, messageOf, settle }: Adapter) {
  const tell = createTell(settle)

  test('takes another stream for another method, body, key or set of event types, and for nothing else', async () => {
    const transport = fakeTransport()
    const always = { events, transport }
    const page = mount('useEventSource', ['/a', always])
    let { source } = page.shown
    for (const other of [
      { method: 'POST' },
      { method: 'POST', body: 'prompt' },
      { key: 'mine' },
      { events: { other: text } },
      {},
    ]) {
      await page.change('/a', { ...always, ...other })
      expect(page.shown.source).not.toBe(source)
      ;({ source } = page.shown)
    }
    for (const same of [
      { linger: 1 },
      { headers: { a: 'b' } },
      { events: { ...events } },
      { until: () => false },
    ]) {
      await page.change('/a', { ...always, ...same })
      expect(page.shown.source).toBe(source)
    }
  })

  test('calls the newest headers, decoders and listeners among inline options, and never redials for them', async () => {
    const transport = fakeTransport()
    const optionsOf = (version: string) => ({
      transport,
      events: { price: (raw: string) => `${raw} in ${version}` },
      headers: () => ({ version }),
      until: (event: RawEvent) => event.raw === `end ${version}`,
    })
    const prices = mount('useEventSource', ['/prices', optionsOf('v1')])
    await tell(() => transport.last.open())
    const { source } = prices.shown

    await prices.change('/prices', optionsOf('v2'))
    expect(prices.shown.source).toBe(source)
    await tell(() => transport.last.event('price', '1'))
    expect(prices.shown.data).toBe('1 in v2')

    await tell(() => transport.last.event('price', 'end v1'))
    expect(prices.shown.status).toBe('open')
    expect(transport.dials).toHaveLength(1)
    await tell(() => transport.last.lose())
    await tell(() => vi.advanceTimersByTime(3000))
    const { headers } = transport.last.request
    expect(typeof headers === 'function' && headers()).toEqual({ version: 'v2' })

    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', 'end v2'))
    expect(prices.shown.status).toBe('closed')
  })

  test('forgets an option that a component does not give any more', async () => {
    const transport = fakeTransport()
    const refused: string[] = []
    const options = {
      events,
      transport,
      onInvalid: ({ raw }: { raw: string }) => refused.push(raw),
    }
    const prices = mount('useEventSource', ['/prices', { ...options, until: () => true }])
    await prices.change('/prices', options)
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('price', 'no JSON'))
    expect(refused).toEqual(['no JSON'])
    expect(prices.shown).toMatchObject({ status: 'open', data: undefined })
  })

  test.each(['headers', 'events', 'idleTimeout', 'haeders'])(
    "throws for '%s' beside a store, where it would do nothing",
    (option) => {
      const source = createEventSource({ url: '/prices', events, transport: fakeTransport() })
      const options = { [option]: {} } as object
      const message = new RegExp(`'${option}' beside a store does nothing.*#option-beside-store`)
      expect(messageOf('useEventSource', [source, options])).toMatch(message)
      expect(messageOf('useServerEvent', [source, 'price', () => {}, options])).toMatch(message)
      expect(messageOf('useEventState', [source, 0, { price: () => 1 }, options])).toMatch(message)
    },
  )

  test('takes options of the view beside a store, and those that are undefined', async () => {
    const transport = fakeTransport()
    const source = createEventSource({ url: '/prices', events, transport })
    const options = { keepPrevious, headers: undefined } as object
    const prices = mount('useEventSource', [source, options])
    await tell(() => transport.last.open())
    expect(prices.shown.status).toBe('open')
  })
}
