import { createEventSource, json } from '@use-event-source/core'
import type { ConnectionOptions, Readable } from '@use-event-source/core'
import { sharedTransport } from '@use-event-source/tabs'
import { authorization, session } from './session.ts'
import { addToTally } from './tally.ts'
import { watch } from './watched.ts'
import type { TabCount } from './wire.ts'

/** What the server calls this tab. */
export const tabName = `Tab ${crypto.randomUUID().slice(0, 4)}`

function createTabStream(
  key: string,
  options: Pick<ConnectionOptions, 'transport' | 'pauseWhenHidden'> = {},
) {
  return createEventSource({
    url: '/api/tabs',
    events: { tick: json<readonly TabCount[]>() },
    client: session,
    // Not in the URL: tabs share a stream of the same URL. The key says that all of them may.
    headers: async () => ({ ...(await authorization()), 'tab-name': tabName }),
    // With the same key the streams would share a connection, and the options of only one of them.
    key,
    ...options,
  })
}

/** The ways in which a page with many tabs can connect. */
export const ways = {
  shared: {
    title: 'One for all',
    source: createTabStream('shared', { transport: sharedTransport() }),
    text: 'Open a few tabs: they share one connection. Then close or freeze the tab that connects, or let it leave the page and come back: another goes on, and none misses a tick. A frozen tab does nothing but wait, as in a debugger, and after some 20 seconds of silence another one connects. Chromium freezes at chrome://discards, and that takes no time.',
  },
  polite: {
    title: 'Hang up while hidden',
    source: createTabStream('polite', { pauseWhenHidden: true }),
    text: 'Each tab has a connection of its own, and gives it back while it is hidden.',
  },
  steady: {
    title: 'One each',
    source: createTabStream('steady'),
    text: 'A browser opens 6 connections to an HTTP/1.1 server, for all of its tabs. The next one waits, and so does every click in it.',
  },
}

export type Way = keyof typeof ways

export const wayNames = Object.keys(ways) as Way[]

let chosen: Way = 'shared'
const listeners = new Set<() => void>()

/** How this page connects, in both frameworks. */
export const chosenWay: Readable<Way> = {
  getSnapshot: () => chosen,
  getInitialSnapshot: () => chosen,
  subscribe(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

export function choose(way: Way): void {
  chosen = way
  watch({ name: 'tabs', source: ways[way].source, canClose: true })
  for (const listener of listeners) listener()
}

/** Lets this page do nothing for a while: only the browser can freeze it. */
export function freeze(): void {
  const request = new XMLHttpRequest()
  request.open('GET', '/api/tabs/pause', false)
  request.send()
}

export const closeTab = () => window.close()

export const tickTally = { tick: addToTally }

/** Adds this tab to those that the server knows: it sees none that has not connected. */
export const withThisTab = (tabs: readonly TabCount[]): readonly TabCount[] =>
  tabs.some(({ tab }) => tab === tabName) ? tabs : [...tabs, { tab: tabName, connections: 0 }]

/** Says which tab is this one, and which one connects for the others. */
export function roleOf({ tab, connections }: TabCount, way: Way): string {
  const isLeader = way === 'shared' && connections > 0
  return [tab === tabName ? 'this one' : '', isLeader ? 'connects for all' : '']
    .filter(Boolean)
    .join(', ')
}
