import { useEventSource, useSnapshot } from '@use-event-source/react'
import { plural } from '../shared/format.ts'
import {
  choose,
  chosenWay,
  closeTab,
  freeze,
  roleOf,
  tabName,
  tickTally,
  wayNames,
  ways,
  withThisTab,
} from '../shared/tabs.ts'
import { StatusLine } from './StatusLine.tsx'

export function TabsScene() {
  const way = useSnapshot(chosenWay)
  const { source, text } = ways[way]
  const { latest } = useEventSource(source)

  return (
    <>
      <StatusLine key={way} source={source} tally={tickTally} />
      <div className="toolbar">
        <div className="choice" role="group" aria-label="Connections, in React">
          {wayNames.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={way === name}
              onClick={() => choose(name)}
            >
              {ways[name].title}
            </button>
          ))}
        </div>
      </div>
      <ul
        className="open-tabs"
        aria-label="Tabs that the server knows, in React"
        data-empty="The server knows no tab yet."
      >
        {latest.tick &&
          withThisTab(latest.tick.data).map((count) => (
            <li
              key={count.tab}
              data-connections={count.connections}
              data-me={count.tab === tabName}
            >
              <b>{count.tab}</b>
              <span>{roleOf(count, way)}</span>
              <small>{plural(count.connections, 'connection')}</small>
            </li>
          ))}
      </ul>
      <div className="toolbar tab-links">
        <a className="button" href="#tabs" target="_blank">
          Open a tab
        </a>
        <button type="button" className="button" onClick={freeze}>
          Freeze for 45 s
        </button>
        <button type="button" className="button" onClick={closeTab}>
          Close this tab
        </button>
        <a className="button" href="about:blank">
          Leave this page
        </a>
      </div>
      <p className="notice">{text}</p>
    </>
  )
}
