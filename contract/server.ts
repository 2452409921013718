import type { Source } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { hearWarnings } from '../packages/core/src/development/hearWarnings.test.helper.ts'
import type { Options } from './adapter.ts'
import { events, fakeSource } from './stage.ts'

/**
 * What a server makes of a page with every hook of a stream, which shows the status, the failure,
 * the data, the newest price, the last event ID and the sum of the prices as JSON in a paragraph.
 * `ofState` are options for the sum alone.
 */
export function serverContract(
  renderPage: (source: Source, options: Options, ofState?: { load(): number }) => Promise<string>,
) {
  const initial = '<p>[&quot;idle&quot;,null,null,null,&quot;&quot;,0]</p>'

  test.each([
    ['/prices'],
    ['https://a.test/prices'],
    [new URL('https://a.test/')],
    [null],
    [undefined],
  ])('dials nothing on a server, and renders the initial state, for %s', async (source) => {
    const transport = fakeTransport()
    expect(await renderPage(source, { events, transport })).toBe(initial)
    expect(transport.dials).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('loads no state on a server', async () => {
    const load = vi.fn(() => 5)
    const { transport, source } = fakeSource('https://a.test/')
    source.on('price', () => {})
    transport.last.open()
    expect(await renderPage('/prices', { events, transport }, { load })).toBe(initial)
    expect(await renderPage(source, {}, { load })).toBe(initial)
    expect(load).not.toHaveBeenCalled()
  })

  test('renders the initial state of a store, whatever has come for others on the server', async () => {
    const { transport, source } = fakeSource('https://a.test/')
    source.on('price', () => {})
    transport.last.open()
    transport.last.event('price', '5', '7')
    expect(await renderPage(source, {})).toBe(initial)
    expect(transport.dials).toHaveLength(1)
  })

  test('throws on a server too when an option is wrong', async () => {
    // Vue warns of what a component throws.
    const warnings = hearWarnings()
    await expect(renderPage('/prices', { events: {} })).rejects.toThrow(/names no event type/)
    for (const warning of warnings) expect(warning).toContain('Unhandled error during execution')
  })
}
