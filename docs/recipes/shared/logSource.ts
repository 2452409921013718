import { createEventSource, text } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'

export type LogSource = EventSourceStore<{ line: string }>

export const createLogSource = (url: string): LogSource =>
  createEventSource({ url, events: { line: text } })
