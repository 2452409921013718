import { cleanup, render } from '@testing-library/vue'
import { createEventSourceClient } from '@use-event-source/core'
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

/** A component that is kept alive, and notes what each render reads for the source that it is given. */
function mountInbox(options: object) {
  const seen: unknown[][] = []
  const Inbox = {
    props: ['source', 'user'],
    setup(props: { source: string; user: string }) {
      const source = () => props.source
      const reducers = { price: (sum: number, event: { data: number }) => sum + event.data }
      const sum = useEventState(source, 0, reducers as never, options)
      const { data } = useEventSource(source, options)
      return () => void seen.push([props.source, props.user, sum.value, data.value])
    },
  }
  const props = ref({ source: '/inbox/1', user: 'alice' })
  const shown = ref(true)
  render({
    render: () => h(KeepAlive, () => (shown.value ? h(Inbox, props.value) : h('i'))),
  })
  return { seen, props, shown }
}

test('a component that is activated with another source never shows what the last one brought', async () => {
  const transport = fakeTransport()
  const { seen, props, shown } = mountInbox({ events, transport })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  shown.value = false
  await nextTick()
  props.value = { source: '/inbox/2', user: 'alice' }
  shown.value = true
  await nextTick()
  expect(seen).toContainEqual(['/inbox/1', 'alice', 5, 5])
  expect(seen.filter(([source]) => source === '/inbox/2')).toEqual([
    ['/inbox/2', 'alice', 0, undefined],
  ])
})

test('a component that is activated for the next user never shows what the last one had', async () => {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const { seen, props, shown } = mountInbox({ events, transport, client })
  await tell(() => transport.last.open())
  await tell(() => transport.last.event('price', '5'))
  shown.value = false
  await nextTick()
  client.clear()
  props.value = { source: '/inbox/1', user: 'bob' }
  shown.value = true
  await nextTick()
  expect(seen).toContainEqual(['/inbox/1', 'alice', 5, 5])
  expect(seen.filter(([, user]) => user === 'bob')).toEqual([['/inbox/1', 'bob', 0, undefined]])
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
