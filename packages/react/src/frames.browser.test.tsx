import { fakeTransport } from '@use-event-source/testing'
import type { FakeTransport } from '@use-event-source/testing'
import { Profiler } from 'react'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { createEventSource, json, useEventSource, useEventState, useServerEvent } from './index.ts'

const events = { tick: json<number>() }
const count = 10_000
const all = Array.from({ length: count }, (_, i) => i)

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const pause = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay))
const tell = ({ last }: FakeTransport, ticks: readonly number[]) => ticks.forEach((i) => last.event('tick', String(i)))

/** Renders a page with one component for each door, opens its stream, and counts commits from then on. */
async function openPage() {
  const transport = fakeTransport()
  const source = createEventSource({ url: '/ticks', events, transport })
  const heard: number[] = []
  const commits = { page: 0, newest: 0, fold: 0, status: 0 }
  const Counted = ({ name, children }: { name: keyof typeof commits; children: ReactNode }) => (
    <Profiler id={name} onRender={() => void commits[name]++}>
      {children}
    </Profiler>
  )

  const Newest = () => <b>{useEventSource(source).latest.tick?.data} </b>
  const Status = () => <i>{useEventSource(source).status}</i>
  function Fold() {
    useServerEvent(source, 'tick', (event) => heard.push(event.data))
    // Whatever is lost, doubled or out of order makes it NaN for ever.
    const last = useEventState(source, -1, { tick: (last, { data }) => (data === last + 1 ? data : NaN) })
    return <u>{last} </u>
  }

  const { container } = await render(
    <Counted name="page">
      <Counted name="newest">
        <Newest />
      </Counted>
      <Counted name="fold">
        <Fold />
      </Counted>
      <Counted name="status">
        <Status />
      </Counted>
    </Counted>,
  )
  transport.last.open()
  await vi.waitFor(() => expect(container.textContent).toContain('open'))
  // The pause after which the first event shows at once.
  for (let i = 0; i < 3; i++) await frame()
  Object.assign(commits, { page: 0, newest: 0, fold: 0, status: 0 })
  return { transport, commits, heard, container }
}

test('10,000 events in one go are all heard and added up in order, with at most two commits', async () => {
  const { transport, commits, heard, container } = await openPage()
  tell(transport, all)
  expect(heard).toEqual(all)
  for (let i = 0; i < 3; i++) await frame()

  expect(container.textContent).toBe('9999 9999 open')
  expect(commits.page).toBeGreaterThan(0)
  expect(commits.page).toBeLessThanOrEqual(2)
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
  await vi.waitFor(() => expect(container.textContent).toBe('9999 9999 open'))
  counting = false

  expect(heard).toEqual(all)
  expect(frames).toBeGreaterThan(10)
  expect(commits.page).toBeGreaterThan(frames / 4)
  // And the one of the first event, which waited for no frame.
  expect(commits.page).toBeLessThanOrEqual(frames + 1)
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
  const Page = () => {
    const { status, latest } = useEventSource('/ticks', { events, transport })
    return <p>{`${status} ${latest.tick?.data}`}</p>
  }
  const container = document.createElement('div')
  container.innerHTML = renderToString(<Page />)
  expect(container.textContent).toBe('idle undefined')
  expect(transport.dials).toEqual([])

  const realConsole = globalThis.console
  const complaints: unknown[] = []
  const complain = (complaint: unknown) => void complaints.push(complaint)
  globalThis.console = { ...realConsole, error: complain, warn: complain }
  try {
    const root = hydrateRoot(container, <Page />, { onRecoverableError: complain })
    await vi.waitFor(() => transport.last.open())
    tell(transport, [7])
    await vi.waitFor(() => expect(container.textContent).toBe('open 7'))
    root.unmount()
  } finally {
    globalThis.console = realConsole
  }
  expect(complaints).toEqual([])
  expect(transport.dials).toHaveLength(1)
})
