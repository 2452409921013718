import { fetchTransport } from '@use-event-source/core'
import type { Transport, TransportRequest } from '@use-event-source/core'
import { hashOf, warnOfLoneStream } from '@use-event-source/core/adapter'
import { createMember } from './member.ts'
import type { Member } from './member.ts'
import { protocol } from './message.ts'

export interface SharedTransportOptions {
  /** What carries a stream in the tab that leads. @default fetchTransport() */
  readonly transport?: Transport
  /** Only tabs with the same name share streams: for example the version of an application. @default '' */
  readonly name?: string
}

/**
 * Makes a transport that shares each stream between all tabs of a browser: one of them connects, and
 * passes on to the others what comes. When that one is closed, navigates away or is frozen, another
 * goes on from the last event ID.
 *
 * Tabs share a stream where client and stream have the same `key`, `method`, `url` and `body`. One
 * with headers or credentials and without a `key` stays in its tab, and so does a request that is
 * not GET, because it must not be sent twice. Where the page has no Web Locks, as on plain http,
 * each tab has a stream of its own.
 *
 * @example
 * const transport = sharedTransport()
 * const prices = createEventSource({ url: '/api/prices', events, transport })
 */
export function sharedTransport({
  transport = fetchTransport(),
  name = '',
}: SharedTransportOptions = {}): Transport {
  const members = new WeakMap<TransportRequest['connect'], Member>()
  const dial: Transport = (request, emit) => {
    let member = members.get(request.connect)
    // One that has not left leads, and waits for this dial.
    if (!member || member.peer.role === 'away') {
      member = createMember(transport, groupOf(request, name), request)
      members.set(request.connect, member)
    }
    return member.dial(request, emit)
  }
  return Object.assign(dial, { watchesItself: true })
}

/**
 * Returns what the tabs that share a stream call it, or `null` where it stays in this one. It holds
 * URL and key as a hash only: other code of the origin can list the names of locks.
 */
function groupOf(request: TransportRequest, name: string): string | null {
  const { identity, method } = request
  if (method === 'GET' && identity && globalThis.navigator?.locks)
    return `use-event-source tabs ${protocol} ${name} ${hashOf(identity)}`
  warnOfLoneStream(request)
  return null
}
