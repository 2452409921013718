import { createEventSource, text } from '@use-event-source/core'
import type { EventSourceStore } from '@use-event-source/core'

const events = { line: text }

export type LogSource = EventSourceStore<typeof events>

export const createLogSource = (url: string): LogSource =>
  createEventSource({ url, events })
