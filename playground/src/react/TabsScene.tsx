import { useEventSource } from '@use-event-source/react'
import { useState } from 'react'
import { plural } from '../shared/format.ts'
import { mostConnections, polite, steady, tabName, tickTally } from '../shared/tabs.ts'
import { StatusLine } from './StatusLine.tsx'

export function TabsScene() {
  const [isPolite, setIsPolite] = useState(true)
  const source = isPolite ? polite : steady
  const { latest } = useEventSource(source)

  return (
    <>
      <StatusLine key={String(isPolite)} source={source} tally={tickTally} />
      <div className="toolbar">
        <label className="count">
          <input
            type="checkbox"
            checked={isPolite}
            onChange={({ target }) => setIsPolite(target.checked)}
          />
          Hang up while hidden
        </label>
        <a className="button" href="#tabs" target="_blank">
          Open a tab
        </a>
      </div>
      <ul className="open-tabs" aria-label="Tabs that the server knows, in React">
        {latest.tick?.data.map(({ tab, connections }) => (
          <li key={tab} data-connections={connections} data-me={tab === tabName}>
            <b>{tab}</b>
            <span>{tab === tabName ? 'this one' : ''}</span>
            <small>{plural(connections, 'connection')}</small>
          </li>
        ))}
      </ul>
      <p className="notice">
        A browser opens {mostConnections} connections to an HTTP/1.1 server, for all of its tabs.
        The next one waits, and so does every click in it.
      </p>
    </>
  )
}
