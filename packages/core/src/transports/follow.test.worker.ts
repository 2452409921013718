import { json } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'

// Follows the numbers of each URL that it is sent, and tells of every number, and of the failure
// that ends them.
addEventListener('message', ({ data: url }: MessageEvent<string>) => {
  const source = createEventSource({ url, events: { number: json<number>() } })
  source.on('number', ({ data }) => postMessage(data))
  source.subscribe(() => {
    const { status, failure } = source.getSnapshot()
    if (status === 'closed') postMessage(failure?.message)
  })
})
