import { useEventSource, useEventState } from '@use-event-source/react'
import { useState } from 'react'
import { formatTime, plural } from '../shared/format.ts'
import { createVisitor, emptyRoom, me, roomReducers, type Guest } from '../shared/presence.ts'
import { StatusLine } from './StatusLine.tsx'

export function PresenceScene() {
  const { visitors, news } = useEventState(me.source, emptyRoom, roomReducers)
  const [guest, setGuest] = useState<Guest | null>(null)
  // A guest is in the room while this component listens; `null` listens to nothing.
  const { status } = useEventSource(guest?.source ?? null)

  return (
    <>
      <StatusLine source={me.source} />
      <div className="toolbar">
        <span className="count">{plural(visitors.length, 'visitor')}</span>
        <button
          type="button"
          className="button"
          data-guest={status}
          onClick={() => setGuest(guest ? null : createVisitor('A guest of React'))}
        >
          {guest ? 'Send the guest away' : 'Add a visitor'}
        </button>
        <a className="button" href="#presence" target="_blank">
          Open a tab
        </a>
      </div>
      <ul className="visitors" aria-label="In the room, in React" data-empty="The room is empty.">
        {visitors.map(({ id, name, since }) => (
          <li key={id} data-me={id === me.id}>
            <span aria-hidden="true">{name[0]}</span>
            <b>{name}</b>
            <small>{id === me.id ? 'this tab' : `since ${formatTime(since)}`}</small>
          </li>
        ))}
      </ul>
      <ol
        className="news"
        aria-live="polite"
        aria-label="What happened in the room, in React"
        data-empty="No visitor has come or gone since this page was opened."
      >
        {news.map((text, index) => (
          <li key={news.length - index}>{text}</li>
        ))}
      </ol>
    </>
  )
}
