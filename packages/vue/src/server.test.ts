import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { describe, expect, test, vi } from 'vitest'
import { createSSRApp, effectScope, h, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { serverContract } from '../../../contract/server.ts'
import { events, stopClock } from '../../../contract/stage.ts'
import { useEventSource, useEventState, useServerEvent, useSuspenseEventSource } from './index.ts'
import type { Source } from './index.ts'

stopClock()

function pageOf(source: MaybeRefOrGetter<Source>, options: { readonly events: typeof events }) {
  return createSSRApp({
    setup() {
      const { status, failure, data, latest, lastEventId } = useEventSource(source, options)
      useServerEvent(source, 'halt', () => {}, options)
      const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data }, options)
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
  serverContract((source, options) => renderToString(pageOf(sourceOf(source), options as never)))
})

test('dials nothing on a server from a scope inside of a component, as that of a Pinia store', async () => {
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
