// What a frame runs that shares its stream with others.
import { createEventSource, json } from '@use-event-source/core'
import { sharedTransport } from './sharedTransport.ts'

const frame = globalThis as unknown as { frameElement: HTMLElement; seen: number[] }

const source = createEventSource({
  url: frame.frameElement.dataset['url']!,
  events: { number: json<number>() },
  transport: sharedTransport(),
})
const seen: number[] = (frame.seen = [])
source.on('number', (event) => void seen.push(event.data))
