import { createEventSource, json } from '@use-event-source/core'
import type { Stats } from '../shared/wire.ts'

/**
 * What the server sees. A tab in the background disconnects: a browser has only six connections for
 * all tabs.
 */
export const stats = createEventSource({
  url: '/api/stats',
  events: { message: json<Stats>() },
  pauseWhenHidden: true,
})
