import { useEventSource, useEventState } from '@use-event-source/react'
import { useEffect, useRef } from 'react'
import { reactCommits } from '../shared/commits.ts'
import { formatNumber, plural } from '../shared/format.ts'
import { cells, numbers, numbersOptions, numbersUrl, numberTally } from '../shared/numbers.ts'
import { emptyTally } from '../shared/tally.ts'
import { StatusLine } from './StatusLine.tsx'

export function FloodScene() {
  return (
    <>
      <StatusLine source={numbers} tally={numberTally} />
      <Totals />
      <ul className="cells" aria-label="Twenty components on one URL, in React">
        {cells.map((cell) => (
          <Cell key={cell} />
        ))}
      </ul>
    </>
  )
}

function Totals() {
  const { received, missing, disorder, last } = useEventState(numbers, emptyTally, numberTally)
  const commits = useRef<HTMLElement>(null)
  useEffect(() => reactCommits.showIn(commits.current!), [])
  return (
    <dl className="totals">
      <div>
        <dt>Last number</dt>
        <dd>{formatNumber(last)}</dd>
      </div>
      <div>
        <dt>Received</dt>
        <dd>{formatNumber(received)}</dd>
      </div>
      <div>
        <dt>Missing or twice</dt>
        <dd data-alarm={missing + disorder > 0}>{formatNumber(missing + disorder)}</dd>
      </div>
      <div>
        <dt>Commits</dt>
        <dd ref={commits}>0</dd>
      </div>
    </dl>
  )
}

function Cell() {
  const { data, source } = useEventSource(numbersUrl, numbersOptions)
  const { received, missing, disorder } = useEventState(source, emptyTally, numberTally)
  return (
    <li
      data-received={received}
      data-missing={missing}
      data-disorder={disorder}
      data-alarm={missing + disorder > 0}
      title={`${plural(received, 'event')} received, ${formatNumber(missing)} missing`}
    >
      {data === undefined ? '–' : formatNumber(data)}
    </li>
  )
}
