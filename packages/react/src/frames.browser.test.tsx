import { fakeTransport } from '@use-event-source/testing'
import { Profiler } from 'react'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { addUp, framesContract } from '../../../contract/frames.ts'
import { json, useEventSource, useEventState, useServerEvent } from './index.ts'

framesContract(async (source) => {
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
    return <u>{useEventState(source, -1, addUp)} </u>
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
    // Where no frame comes for a tenth of a second, a timer takes its place.
    for (; counting; frames++) await Promise.race([frame(), pause(100)])
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
  const events = { tick: json<number>() }
  const Page = () => {
    const { status, latest } = useEventSource('/ticks', { events, transport })
    return <p>{`${status} ${latest.tick?.data}`}</p>
  }
  const container = document.createElement('div')
  container.innerHTML = renderToString(<Page />)
  expect(container.textContent).toBe('idle undefined')
  expect(transport.dials).toEqual([])

  const root = hydrateRoot(container, <Page />, { onRecoverableError: (error) => console.error(error) })
  await vi.waitFor(() => transport.last.open())
  transport.last.event('tick', '7')
  await vi.waitFor(() => expect(container.textContent).toBe('open 7'))
  root.unmount()
  expect(transport.dials).toHaveLength(1)
})
