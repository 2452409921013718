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
  return { container, commits, heard }
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

  const root = hydrateRoot(container, <Page />, {
    onRecoverableError: (error) => console.error(error),
  })
  await vi.waitFor(() => transport.last.open())
  transport.last.event('tick', '7')
  await vi.waitFor(() => expect(container.textContent).toBe('open 7'))
  root.unmount()
  expect(transport.dials).toHaveLength(1)
})
