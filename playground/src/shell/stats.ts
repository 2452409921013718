import { createEventSource, json } from '@use-event-source/core'
import type { Stats } from '../shared/wire.ts'

/** What the server sees. Tabs in the background do without: a browser has only six connections for all of them. */
export const stats = createEventSource({
  url: '/api/stats',
  events: { message: json<Stats>() },
  pauseWhenHidden: true,
})
