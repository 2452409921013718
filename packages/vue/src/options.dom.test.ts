import { cleanup, render } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { h, KeepAlive, ref } from 'vue'
import type { Plugin } from 'vue'
import { events, fakeSource, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.ts'
import {
  createEventSourceClient,
  eventSourcePlugin,
  useEventSource,
  useServerEvent,
} from './index.ts'
import { mount } from './mount.test.helper.ts'

stopClock(cleanup)

test.each([
  { pauseWhenDeactivated: undefined, heard: ['a', 'c'], sockets: 0 },
  { pauseWhenDeactivated: false, heard: ['a', 'b', 'c'], sockets: 1 },
])(
  'a deactivated component pauses or stays, as one wishes: %o',
  async ({ heard, sockets, ...options }) => {
    const { transport, source } = fakeSource()
    const seen: string[] = []
    const Prices = {
      setup() {
        useServerEvent(source, 'halt', (event) => seen.push(event.data), options)
        const { status } = useEventSource(source, options)
        return () => h('p', status.value)
      },
    }
    const shown = ref(true)
    render({
      setup: () => () => h(KeepAlive, null, { default: () => (shown.value ? h(Prices) : null) }),
    })
    await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'a', '1'))

    await tell(() => (shown.value = false))
    vi.advanceTimersByTime(1000)
    expect(transport.sockets).toBe(sockets)
    if (sockets > 0) await tell(() => transport.last.event('halt', 'b', '2'))

    await tell(() => (shown.value = true))
    expect(transport.last.request.lastEventId).toBe(sockets > 0 ? '' : '1')
    if (sockets === 0) await tell(() => transport.last.open())
    await tell(() => transport.last.event('halt', 'c', '3'))
    expect(seen).toEqual(heard)
  },
)

test('an app within an app has the client of its own plugin', () => {
  const transport = fakeTransport()
  const use = () => void useEventSource('/prices', { events })
  const withTimeout = (idleTimeout: number): Plugin => ({
    install: (app) =>
      void app.use(eventSourcePlugin, {
        client: createEventSourceClient({ transport, idleTimeout }),
      }),
  })
  const Outer = () => {
    use()
    mount(use, [withTimeout(7)])
    // Within a component of the outer app, and yet not of it.
    use()
  }
  mount(Outer, [withTimeout(5)])
  expect(transport.dials.map(({ request }) => request.idleTimeout)).toEqual([7, 5])
})
