import { fakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-vue'
import { createSSRApp, defineComponent, h, onUpdated } from 'vue'
import { addUp, framesContract } from '../../../contract/frames.ts'
import { json, useEventSource, useEventState, useServerEvent } from './index.ts'

framesContract(async (source) => {
  const heard: number[] = []
  const commits = { newest: 0, fold: 0, status: 0 }
  const counted = (name: keyof typeof commits, setup: () => () => unknown) =>
    defineComponent({
      setup() {
        onUpdated(() => void commits[name]++)
        const read = setup()
        return () => h('b', `${read()} `)
      },
    })

  const Newest = counted('newest', () => {
    const { latest } = useEventSource(source)
    return () => latest.tick?.data
  })
  const Status = counted('status', () => {
    const { status } = useEventSource(source)
    return () => status.value
  })
  const Fold = counted('fold', () => {
    useServerEvent(source, 'tick', (event) => heard.push(event.data))
    const last = useEventState(source, -1, addUp)
    return () => last.value
  })

  const { container } = await render({ render: () => h('p', [h(Newest), h(Fold), h(Status)]) })
  return { container, commits, heard }
})

test('hydrates what a server has rendered without a complaint, and connects then', async () => {
  const transport = fakeTransport()
  const events = { tick: json<number>() }
  const createPage = () =>
    createSSRApp({
      setup() {
        const { status, latest } = useEventSource('/ticks', { events, transport })
        return () => h('p', `${status.value} ${latest.tick?.data}`)
      },
    })
  const container = document.createElement('div')
  container.innerHTML = await renderToString(createPage())
  expect(container.textContent).toBe('idle undefined')
  expect(transport.dials).toEqual([])

  const app = createPage()
  app.mount(container)
  transport.last.open()
  transport.last.event('tick', '7')
  await vi.waitFor(() => expect(container.textContent).toBe('open 7'))
  app.unmount()
  expect(transport.dials).toHaveLength(1)
})
