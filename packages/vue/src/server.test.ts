import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSSRApp, effectScope, h, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { serverContract } from '../../../contract/server.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { useEventSource, useEventState, useServerEvent, useSuspenseEventSource } from './index.ts'
import type { Source } from './index.ts'

stopClock()
afterEach(() => void vi.unstubAllGlobals())

function pageOf(
  source: MaybeRefOrGetter<Source>,
  options: { readonly events: typeof events },
  ofState?: object,
) {
  return createSSRApp({
    setup() {
      const { status, failure, data, latest, lastEventId } = useEventSource(source, options)
      useServerEvent(source, 'halt', () => {}, options)
      const reducers = { price: (sum: number, event: { data: number }) => sum + event.data }
      const sum = useEventState(source, 0, reducers, { ...options, ...ofState })
      const shown = () => [
        status.value,
        failure.value,
        data.value ?? null,
        latest.price ?? null,
        lastEventId.value,
        sum.value,
      ]
      return () => h('p', JSON.stringify(shown()))
    },
  })
}

describe.each([
  ['a value', (source: Source) => source],
  ['a getter', (source: Source) => () => toValue(source)],
])('a source in %s', (_, sourceOf) => {
  serverContract((source, options, ofState) =>
    renderToString(pageOf(sourceOf(source), options as never, ofState)),
  )
})

describe('dials nothing on a server from', () => {
  test('a setup that has waited for something else, which has no component any more', async () => {
    const transport = fakeTransport()
    const app = createSSRApp({
      async setup() {
        await Promise.resolve()
        const { status } = useEventSource('/prices', { events, transport })
        useServerEvent('/prices', 'halt', () => {}, { events, transport })
        return () => h('p', status.value)
      },
    })
    expect(await renderToString(app)).toBe('<p>idle</p>')
    expect(transport.dials).toEqual([])
  })

  test('a scope of its own where the server has a window', async () => {
    vi.stubGlobal('window', {})
    const transport = fakeTransport()
    const app = createSSRApp({
      setup() {
        const refs = effectScope(true).run(() => useEventSource('/prices', { events, transport }))
        return () => h('p', refs?.status.value)
      },
    })
    expect(await renderToString(app)).toBe('<p>idle</p>')
    expect(transport.dials).toEqual([])
  })

  test("a worker's scope without a location, as that of Cloudflare", () => {
    vi.stubGlobal('WorkerGlobalScope', class {})
    const transport = fakeTransport()
    effectScope().run(() => useEventSource('/prices', { events, transport }))
    expect(transport.dials).toEqual([])
  })
})

test('dials in a worker of a page', () => {
  vi.stubGlobal('WorkerGlobalScope', class {})
  vi.stubGlobal('location', { href: 'https://a.test/worker.js' })
  const transport = fakeTransport()
  effectScope().run(() => useEventSource('/prices', { events, transport }))
  expect(transport.last.request.url).toBe('https://a.test/prices')
})

test('waits for no event on a server', async () => {
  const transport = fakeTransport()
  const app = createSSRApp({
    async setup() {
      const { status, data } = await useSuspenseEventSource('/prices', { events, transport })
      return () => h('p', `${status.value} ${data.value}`)
    },
  })
  expect(await renderToString(app)).toBe('<p>idle undefined</p>')
  expect(transport.dials).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
