import { createEventSource, json } from '@use-event-source/core'
import { sharedTransport } from '@use-event-source/tabs'
import { start } from './share.ts'

start((url, show) => {
  const transport = sharedTransport()
  const source = createEventSource({ url, events: { tick: json<number>() }, transport })
  source.on('tick', (event) => show(event.data))
})
