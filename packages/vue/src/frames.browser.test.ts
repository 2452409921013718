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
  transport.last.open()
  await vi.waitFor(() => expect(container.textContent).toContain('open'))
  // The pause after which the first event shows at once.
  for (let i = 0; i < 3; i++) await frame()
  Object.assign(commits, { newest: 0, fold: 0, status: 0 })
  return { transport, commits, heard, container }
}

test('10,000 events in one go are all heard and added up in order, with at most two commits', async () => {
  const { transport, commits, heard, container } = await openPage()
  tell(transport, all)
  expect(heard).toEqual(all)
  for (let i = 0; i < 3; i++) await frame()

  expect(container.textContent).toBe('9999 9999 open ')
  for (const updates of [commits.newest, commits.fold]) {
    expect(updates).toBeGreaterThan(0)
    expect(updates).toBeLessThanOrEqual(2)
  }
  expect(commits.status).toBe(0)
})

test('10,000 events over a second make at most one commit per animation frame', async () => {
  const { transport, commits, heard, container } = await openPage()
  let frames = 0
  let counting = true
  void (async () => {
    // Where no frame comes for a tenth of a second, a timer takes its place.
    for (; counting; frames++) await Promise.race([frame(), pause(100)])
  })()
  for (let i = 0; i < count; i += 100) {
    tell(transport, all.slice(i, i + 100))
    await pause(10)
  }
  await vi.waitFor(() => expect(container.textContent).toBe('9999 9999 open '))
  counting = false

  expect(heard).toEqual(all)
  expect(frames).toBeGreaterThan(10)
  for (const updates of [commits.newest, commits.fold]) {
    expect(updates).toBeGreaterThan(frames / 4)
    // And the one of the first event, which waited for no frame.
    expect(updates).toBeLessThanOrEqual(frames + 1)
  }
  expect(commits.status).toBe(0)
})

test('a component that reads only the status commits for the status', async () => {
  const { transport, commits, container } = await openPage()
  tell(transport, all)
  for (let i = 0; i < 3; i++) await frame()
  expect(commits.status).toBe(0)

  transport.last.lose()
  await vi.waitFor(() => expect(container.textContent).toContain('reconnecting'))
  expect(commits.status).toBe(1)
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
