import { createEventSource, json } from '@use-event-source/core'
import type { Stats } from '../shared/wire.ts'

/** What the server sees. */
export const stats = createEventSource({
  url: '/api/stats',
  events: { message: json<Stats>() },
})
