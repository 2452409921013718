// A worker that shares its stream with others, and posts what it sees. It can be ended without
// notice, as a tab that crashes, and made to stand still, as one in a debugger.
import { createEventSource, json } from '@use-event-source/core'
import { quicken } from './quicken.test.helper.ts'
import { sharedTransport } from './sharedTransport.ts'

export interface Order {
  /** The stream to listen to. */
  readonly url?: string
  /** Where to ask, and to do nothing else, until the server has seen a request of a script. */
  readonly standStill?: readonly [pause: string, seen: string]
}

quicken()

addEventListener('message', ({ data: { url, standStill } }: MessageEvent<Order>) => {
  if (url) {
    const transport = sharedTransport()
    const source = createEventSource({ url, events: { number: json<number>() }, transport })
    source.on('number', (event) => postMessage(event.data))
  }
  if (standStill) {
    const [pause, seen] = standStill
    do get(pause)
    while (JSON.parse(get(seen)).requests.length === 0)
  }
})

/** Requests without letting anything else happen. */
function get(url: string): string {
  const request = new XMLHttpRequest()
  request.open('GET', url, false)
  request.send()
  return request.responseText
}
