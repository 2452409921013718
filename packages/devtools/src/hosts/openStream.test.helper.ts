import { createEventSource, createEventSourceClient } from '@use-event-source/core'
import { fakeTransport } from '@use-event-source/testing'
import { onTestFinished } from 'vitest'

/** Opens a stream of prices until the end of the test. */
export function openStream(path: string) {
  const transport = fakeTransport()
  const client = createEventSourceClient()
  const url = `https://api.test/${path}`
  const store = createEventSource({ client, url, events: { price: JSON.parse }, transport })
  const off = store.on('price', () => {})
  transport.last.open()
  onTestFinished(() => {
    off()
    store.close()
  })
  return transport
}
