import { text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { Suspense, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { useServerEvent, useSuspenseEventSource } from './index.ts'

// Without `act`: events come in tasks of their own, as from a socket, between a commit and its
// effects, too.

const events = { message: text }

/** Calls back in a task of its own, again and again, until the returned function is called. */
function inEachTask(callback: () => void) {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    callback()
    port2.postMessage(null)
  }
  port2.postMessage(null)
  return () => port1.close()
}

const render = () => {
  const container = document.body.appendChild(document.createElement('div'))
  return { container, root: createRoot(container) }
}

test('a listener of a room hears only that room, while rooms change and events flow', async () => {
  const transport = fakeTransport()
  const wrong: string[] = []
  let heard = 0
  function Ear({ room }: { room: number }) {
    useServerEvent(
      `/rooms/${room}`,
      'message',
      ({ data }) => {
        heard++
        if (data !== `/rooms/${room}`) wrong.push(`${data} in room ${room}`)
      },
      { transport, linger: 0, events },
    )
    return <b>{room}</b>
  }
  const { root, container } = render()
  const opened = new Set<object>()
  const stop = inEachTask(() => {
    for (const dial of transport.dials) {
      if (dial.closed) continue
      if (!opened.has(dial)) dial.open()
      opened.add(dial)
      dial.event('message', new URL(dial.request.url).pathname)
    }
  })
  for (let room = 0; room < 60; room++) {
    const before = heard
    startTransition(() => root.render(<Ear room={room} />))
    await vi.waitFor(() => expect(container.textContent).toBe(`${room}`), { interval: 2 })
    await vi.waitFor(() => expect(heard).toBeGreaterThan(before), { interval: 2 })
  }
  stop()
  root.unmount()
  expect(wrong).toEqual([])
})

test('two hooks that wait in one component show with the second first event, with two dials', async () => {
  const transport = fakeTransport()
  function Show() {
    const one = useSuspenseEventSource('/one', { transport, events }).data
    const other = useSuspenseEventSource('/other', { transport, events }).data
    return <b>{`${one} ${other}`}</b>
  }
  const { root, container } = render()
  root.render(
    <Suspense fallback="wait">
      <Show />
    </Suspense>,
  )
  for (const count of [1, 2]) {
    await vi.waitFor(() => expect(transport.dials).toHaveLength(count))
    expect(container.textContent).toBe('wait')
    // Longer than a stream lingers, and than React may take to mount what has its event.
    if (count === 2) await new Promise((resolve) => setTimeout(resolve, 2500))
    transport.last.open()
    transport.last.event('message', `${count}`)
  }
  await vi.waitFor(() => expect(container.textContent).toBe('1 2'))
  expect(transport.dials).toHaveLength(2)
  root.unmount()
})
