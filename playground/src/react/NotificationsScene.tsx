import { useEventState, useServerEvent } from '@use-event-source/react'
import { useState } from 'react'
import { formatNumber } from '../shared/format.ts'
import {
  requestNotice,
  emptyInbox,
  inboxReducers,
  markAsRead,
  mostToasts,
  notifications,
  noticeTally,
} from '../shared/notifications.ts'
import type { Notice } from '../shared/wire.ts'
import { StatusLine } from './StatusLine.tsx'

export function NotificationsScene() {
  const { unread, newest } = useEventState(notifications, emptyInbox, inboxReducers)
  return (
    <>
      <StatusLine source={notifications} tally={noticeTally} />
      <div className="toolbar">
        <span className="count" data-unread={unread}>
          {formatNumber(unread)} unread
        </span>
        <button type="button" className="button" onClick={requestNotice}>
          Send me one
        </button>
        <button type="button" className="button" disabled={unread === 0} onClick={markAsRead}>
          Mark as read
        </button>
      </div>
      <ol
        className="notices"
        aria-label="Inbox in React, the newest first"
        data-empty="No notice so far. The server sends one now and then."
      >
        {/* A row is a rank: what is new comes into the first one, and no row moves. */}
        {newest.map(({ id, title, text }, index) => (
          <li key={index} data-id={id} data-unread={index < unread}>
            <b>{title}</b> {text}
          </li>
        ))}
      </ol>
      <Toasts />
    </>
  )
}

function Toasts() {
  const [toasts, setToasts] = useState<readonly Notice[]>([])
  const remove = (id: number) => setToasts((toasts) => toasts.filter((toast) => toast.id !== id))

  // A toast is an event, not a state: two in one chunk are two toasts.
  useServerEvent(notifications, 'notice', ({ data }) => {
    setToasts((toasts) => [...toasts, data].slice(-mostToasts))
  })

  return (
    <ul className="toasts" aria-live="polite" aria-label="Toasts in React">
      {toasts.map(({ id, title }) => (
        // A toast stays for as long as its animation takes.
        <li key={id} onAnimationEnd={() => remove(id)}>
          {title}
          <button type="button" aria-label={`Dismiss: ${title}`} onClick={() => remove(id)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}
