import { createEventSource, json, resumeFrom } from '@use-event-source/core'
import { session } from './session.ts'
import { addToTally } from './tally.ts'
import type { Inbox, Notice } from './wire.ts'

export const notifications = createEventSource({
  url: '/api/notifications',
  events: { inbox: json<Inbox>(), notice: json<Notice>(), read: json<unknown>() },
  client: session,
  // A page that is loaded again gets what it has missed, and nothing twice.
  resume: resumeFrom(globalThis.sessionStorage),
  // Each dial begins with the inbox. A page that returns needs it, and so must not find the
  // connection still open.
  linger: 0,
})

export const emptyInbox: Inbox = { unread: 0, newest: [] }

/** The inbox as it was at the last event ID, and what happened since. */
export const inboxReducers = {
  inbox: (_: Inbox, { data }: { data: Inbox }): Inbox => data,
  notice: ({ unread, newest }: Inbox, { data }: { data: Notice }): Inbox => ({
    unread: unread + 1,
    newest: [data, ...newest].slice(0, 5),
  }),
  read: ({ newest }: Inbox): Inbox => ({ unread: 0, newest }),
}

export const noticeTally = { notice: addToTally, read: addToTally }

/** How many toasts are shown together, the newest of them. */
export const mostToasts = 3

export const requestNotice = () => fetch('/api/notifications', { method: 'POST' })

export const markAsRead = () => fetch('/api/notifications/read', { method: 'POST' })
