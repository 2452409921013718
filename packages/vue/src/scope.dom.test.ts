import { cleanup, render, screen } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { createApp, effectScope, h, KeepAlive, ref } from 'vue'
import { events, stopClock } from '../../../contract/stage.ts'
import { hearWarnings } from '../../core/src/development/hearWarnings.test.helper.ts'
import { tell } from './adapter.test.helper.ts'
import { useEventSource, useServerEvent } from './index.ts'
import { suspended } from './suspense.test.helper.ts'

stopClock(cleanup)

test('a scope within a component pauses with it', async () => {
  const transport = fakeTransport()
  const Reader = {
    setup() {
      const refs = effectScope().run(() => useEventSource('/prices', { events, transport }))
      return () => h('b', refs?.status.value)
    },
  }
  const shown = ref(true)
  render({ render: () => h(KeepAlive, () => (shown.value ? h(Reader) : h('i'))) })
  await tell(() => transport.last.open())
  await tell(() => (shown.value = false))
  vi.advanceTimersByTime(1000)
  expect(transport.sockets).toBe(0)
  await tell(() => (shown.value = true))
  expect(transport.dials).toHaveLength(2)
})

test('a scope that ends before its component is mounted dials nothing', () => {
  const transport = fakeTransport()
  render({
    setup() {
      const scope = effectScope()
      scope.run(() => useEventSource('/prices', { events, transport }))
      scope.stop()
      return () => null
    },
  })
  expect(transport.dials).toEqual([])
})

test('what no scope would end is warned of once in development', async () => {
  const warnings = hearWarnings()
  const transport = fakeTransport()
  const Late = {
    async setup() {
      await Promise.resolve()
      useServerEvent('/prices', 'halt', () => {}, { events, transport })
      return () => h('b', { onClick: () => useEventSource('/prices', { events, transport }) }, 'go')
    },
  }
  const container = document.createElement('div')
  const app = createApp(suspended(Late))
  app.mount(document.body.appendChild(container))
  await vi.waitFor(() => screen.getByText('go').click())
  app.unmount()
  container.remove()
  expect(warnings).toEqual([
    expect.stringMatching(/^A composable was called outside .* so nothing ends/),
  ])
})
