import { useSnapshot } from '@use-event-source/react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { formatNumber, formatTime } from '../shared/format.ts'
import {
  levels,
  lines,
  linesFrom,
  lineTally,
  log,
  type Level,
  type NumberedLine,
} from '../shared/log.ts'
import { firstAt, isAtEnd, lineHeight, windowOf } from '../shared/logWindow.ts'
import { StatusLine } from './StatusLine.tsx'

export function LogScene() {
  const newest = useSnapshot(lines)
  const [level, setLevel] = useState<Level>('debug')
  // A reader who scrolls up keeps the lines as they were: a log never changes.
  const [held, hold] = useState<typeof newest | null>(null)
  const shown = useMemo(() => linesFrom(held ?? newest, level), [held, newest, level])

  return (
    <>
      <StatusLine source={log} tally={lineTally} />
      <div className="toolbar">
        <div className="choice" role="group" aria-label="Least level, in React">
          {levels.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === level}
              onClick={() => setLevel(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <span className="count">{formatNumber(shown.length)} lines</span>
        <button type="button" className="button" disabled={!held} onClick={() => hold(null)}>
          {held ? 'Follow' : 'Following'}
        </button>
      </div>
      <LogLines
        lines={shown}
        isFollowing={!held}
        onFollow={(isFollowing) => hold(isFollowing ? null : (held ?? newest))}
      />
    </>
  )
}

interface LogLinesProps {
  lines: readonly NumberedLine[]
  isFollowing: boolean
  onFollow: (isFollowing: boolean) => void
}

/** Only the lines that can be seen are on the page. */
function LogLines({ lines, isFollowing, onFollow }: LogLinesProps) {
  const viewport = useRef<HTMLDivElement>(null)
  const [first, setFirst] = useState(0)

  // There it stays: what is added moves the lines before it.
  useLayoutEffect(() => {
    if (isFollowing) viewport.current!.scrollTo({ top: 0 })
  }, [isFollowing])

  return (
    <div
      ref={viewport}
      className="log"
      tabIndex={0}
      role="region"
      aria-label="Log in React, the newest line last"
      data-length={lines.length}
      onScroll={({ currentTarget }) => {
        const isFollowing = isAtEnd(currentTarget)
        if (!isFollowing) setFirst(firstAt(currentTarget))
        onFollow(isFollowing)
      }}
    >
      <ol style={{ height: lines.length * lineHeight }}>
        {windowOf(lines, isFollowing ? lines.length : first).map(({ index, line }) => (
          <li
            key={line.id}
            data-level={line.level}
            style={{ transform: `translateY(${index * lineHeight}px)` }}
            aria-setsize={-1}
            aria-posinset={index + 1}
          >
            <time>{formatTime(line.at)}</time>
            <b>{line.level}</b>
            <span>
              <i>{line.service}</i> {line.message}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
