import { createEventSource, json } from '@use-event-source/core'
import { session } from './session.ts'
import { addToTally } from './tally.ts'
import type { TabCount } from './wire.ts'

/** What the server calls this tab. */
export const tabName = `Tab ${crypto.randomUUID().slice(0, 4)}`

function createTabStream(pauseWhenHidden: boolean) {
  return createEventSource({
    url: `/api/tabs?${new URLSearchParams({ tab: tabName })}`,
    events: { tick: json<readonly TabCount[]>() },
    client: session,
    pauseWhenHidden,
    // With the same key the two would share a connection, and the options of only one of them.
    key: pauseWhenHidden ? 'polite' : 'steady',
  })
}

/** Disconnects while the tab is hidden, and gets what it has missed when it is shown. */
export const polite = createTabStream(true)

/** Stays connected. */
export const steady = createTabStream(false)

export const tickTally = { tick: addToTally }

/** How many connections a browser opens to one HTTP/1.1 origin, from all tabs together. */
export const mostConnections = 6
