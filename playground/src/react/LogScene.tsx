import { useEventState } from '@use-event-source/react'
import { memo } from 'react'
import { formatTime } from '../shared/format.ts'
import { lineReducers, lineTally, log, noLines, type NumberedLine } from '../shared/log.ts'
import { StatusLine } from './StatusLine.tsx'

export function LogScene() {
  const lines = useEventState(log, noLines, lineReducers)
  return (
    <>
      <StatusLine source={log} tally={lineTally} />
      <ol className="log" tabIndex={0} aria-label="Log in React, the newest line first">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
    </>
  )
}

const Line = memo(function Line({ line }: { line: NumberedLine }) {
  return (
    <li data-level={line.level}>
      <time>{formatTime(line.at)}</time>
      <b>{line.level}</b>
      <span>
        <i>{line.service}</i> {line.message}
      </span>
    </li>
  )
})
