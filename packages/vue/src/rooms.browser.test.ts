import { text } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { expect, test, vi } from 'vitest'
import { createApp, h, ref } from 'vue'
import { useServerEvent } from './index.ts'

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

test('a listener of a room hears only that room, while rooms change and events flow', async () => {
  const transport = fakeTransport()
  const events = { message: text }
  const wrong: string[] = []
  let heard = 0
  const room = ref(0)
  const app = createApp({
    setup() {
      useServerEvent(
        () => `/rooms/${room.value}`,
        'message',
        ({ data }) => {
          heard++
          if (data !== `/rooms/${room.value}`) wrong.push(`${data} in room ${room.value}`)
        },
        { transport, linger: 0, events },
      )
      return () => h('b', room.value)
    },
  })
  const container = document.body.appendChild(document.createElement('div'))
  app.mount(container)

  const opened = new Set<object>()
  const stop = inEachTask(() => {
    for (const dial of transport.dials) {
      if (dial.closed) continue
      if (!opened.has(dial)) dial.open()
      opened.add(dial)
      dial.event('message', new URL(dial.request.url).pathname)
    }
  })
  for (let next = 0; next < 60; next++) {
    const before = heard
    room.value = next
    await vi.waitFor(() => expect(container.textContent).toBe(`${next}`), { interval: 2 })
    await vi.waitFor(() => expect(heard).toBeGreaterThan(before), { interval: 2 })
  }
  stop()
  app.unmount()
  expect(wrong).toEqual([])
})
