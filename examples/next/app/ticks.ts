import { createEventSource, json } from '@use-event-source/react'

export interface Tick {
  count: number
}

// A server may import this too: nothing connects before a component is mounted.
export const ticks = createEventSource({
  url: '/api/ticks',
  events: { tick: json<Tick>() },
})
