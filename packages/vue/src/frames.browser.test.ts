import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { renderToString } from '@vue/server-renderer'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-vue'
import { createSSRApp, defineComponent, h, onUpdated } from 'vue'
import { createEventSource, json, useEventSource, useEventState, useServerEvent } from './index.ts'

const events = { tick: json<number>() }
const count = 10_000
const all = Array.from({ length: count }, (_, i) => i)

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const pause = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))
const tell = ({ last }: FakeTransport, ticks: readonly number[]) => ticks.forEach((i) => last.event('tick', String(i)))

/** Renders a page with one component for each door, opens its stream, and counts updates from then on. */
async function openPage() {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/ticks', events, transport })
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
    // Whatever is lost, doubled or out of order makes it NaN for ever.
    const last = useEventState(source, -1, { tick: (last, { data }) => (data === last + 1 ? data : NaN) })
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
    for (; counting; frames++) await frame()
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

  const realConsole = globalThis.console
  const complaints: unknown[] = []
  const complain = (complaint: unknown) => void complaints.push(complaint)
  globalThis.console = { ...realConsole, error: complain, warn: complain }
  try {
    const app = createPage()
    app.mount(container)
    transport.last.open()
    tell(transport, [7])
    await vi.waitFor(() => expect(container.textContent).toBe('open 7'))
    app.unmount()
  } finally {
    globalThis.console = realConsole
  }
  expect(complaints).toEqual([])
  expect(transport.dials).toHaveLength(1)
})
