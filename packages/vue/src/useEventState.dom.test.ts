import { cleanup, render } from '@testing-library/vue'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { effectScope, h, KeepAlive, nextTick, ref } from 'vue'
import type { Ref } from 'vue'
import { eventStateContract } from '../../../contract/eventState.ts'
import { hidingContract } from '../../../contract/hiding.ts'
import { events, fakeSource, stopClock } from '../../../contract/stage.ts'
import { tell, vue } from './adapter.test.helper.ts'
import { mount } from './mount.test.helper.ts'
import { useEventSource } from './useEventSource.ts'
import { useEventState } from './useEventState.ts'

stopClock(cleanup)

eventStateContract(vue)

hidingContract((...args) => {
  const Total = {
    setup() {
      const total = (useEventState as (...args: unknown[]) => Ref)(...args)
      return () => h('b', `${total.value}`)
    },
  }
  const shown = ref(true)
  const { container } = render({
    render: () =>
      h(
        'p',
        h(KeepAlive, () => (shown.value ? h(Total) : h('i'))),
      ),
  })
  return {
    get text() {
      return container.textContent
    },
    setShown(isShown) {
      shown.value = isShown
      return nextTick()
    },
  }
}, tell)

test('takes the source that useEventSource gives', async () => {
  const transport = fakeTransport()
  const { result } = mount(() => {
    const { source, status } = useEventSource('/prices', { events, transport })
    return { status, sum: useEventState(source, 0, { price: (sum, event) => sum + event.data }) }
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  expect([result.status.value, result.sum.value]).toEqual(['open', 5])
  expect(transport.dials).toHaveLength(1)
})

test('a component that is activated with another source never shows what the last one brought', async () => {
  const transport = fakeTransport()
  const seen: unknown[][] = []
  const Total = {
    props: ['source'],
    setup(props: { source: string }) {
      const options = { events, transport }
      const sum = useEventState(
        () => props.source,
        0,
        { price: (sum, event) => sum + event.data },
        options,
      )
      const { data } = useEventSource(() => props.source, options)
      return () => void seen.push([props.source, sum.value, data.value])
    },
  }
  const source = ref('/rooms/1')
  const shown = ref(true)
  render({
    render: () => h(KeepAlive, () => (shown.value ? h(Total, { source: source.value }) : h('i'))),
  })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  shown.value = false
  await nextTick()
  source.value = '/rooms/2'
  shown.value = true
  await nextTick()
  expect(seen).toContainEqual(['/rooms/1', 5, 5])
  expect(seen.filter(([source]) => source === '/rooms/2')).toEqual([['/rooms/2', 0, undefined]])
})

test('adds up in an effect scope without a component, and ends with it', async () => {
  const { transport, source } = fakeSource()
  const scope = effectScope()
  const sum = scope.run(() => useEventState(source, 0, { price: (sum, event) => sum + event.data }))
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  scope.stop()
  await tell(() => transport.last.event('price', '7'))
  expect(sum?.value).toBe(5)
})
