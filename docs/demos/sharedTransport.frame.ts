// What each frame runs, as each tab of an application does.
import { createEventSource, json } from '@use-event-source/core'
import { sharedTransport } from '@use-event-source/tabs'
import type { DemoFrame } from './frames'

const { group, transport, show } = frameElement as DemoFrame
let role = 'follows'

const source = createEventSource({
  url: '/demo/prices',
  events: { price: json<{ bid: number }>() },
  transport: sharedTransport({
    name: group,
    transport(request, emit) {
      role = 'connects'
      return transport(request, emit)
    },
  }),
})

source.on('price', () => {})
source.subscribe(() => {
  const { status, latest } = source.getSnapshot()
  show(`${role}, ${status}: ${latest.price?.data.bid ?? ''}`)
})
