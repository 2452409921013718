import { cleanup, render } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { h, KeepAlive, markRaw, reactive, ref } from 'vue'
import { fakeSource, stopClock } from '../../../contract/stage.ts'
import { tell } from './adapter.test.helper.ts'
import { useEventSource, useServerEvent } from './index.ts'

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
    // Its parent is the one that is kept alive.
    const Page = { render: () => h('div', h(Prices)) }
    const shown = ref(true)
    render({
      setup: () => () => h(KeepAlive, null, { default: () => (shown.value ? h(Page) : null) }),
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

test('options of a reactive object are followed, as those of a ref', async () => {
  const transport = fakeTransport()
  const options = reactive({ key: 'ann', transport: markRaw(transport) })
  render({
    setup() {
      const { status } = useEventSource('/prices', options)
      return () => h('p', status.value)
    },
  })
  await tell(() => transport.last.open())
  await tell(() => (options.key = 'bob'))
  expect(transport.dials.length).toBe(2)
})
