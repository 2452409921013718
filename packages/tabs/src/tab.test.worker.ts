// A worker that shares its stream with others, and posts what it sees. It can be ended without
// notice, as a tab that crashes, and made to wait, as one that stands in a debugger.
import { createEventSource, json } from '@use-event-source/core'
import { sharedTransport } from './sharedTransport.ts'

export interface Order {
  /** The stream to listen to. */
  readonly url?: string
  /** A request without an answer, and how many milliseconds to do nothing but wait for it. */
  readonly waitFor?: readonly [url: string, timeout: number]
}

addEventListener('message', ({ data: { url, waitFor } }: MessageEvent<Order>) => {
  if (url) {
    const transport = sharedTransport()
    const source = createEventSource({ url, events: { number: json<number>() }, transport })
    source.on('number', (event) => postMessage(event.data))
  }
  if (waitFor) {
    const request = new XMLHttpRequest()
    request.open('GET', waitFor[0], false)
    request.timeout = waitFor[1]
    try {
      request.send()
    } catch {
      // The time-out.
    }
  }
})
