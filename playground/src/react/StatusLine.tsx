import { useEventSource, useEventState, useSnapshot } from '@use-event-source/react'
import { asOf } from '../shared/asOf.ts'
import { formatNumber } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { emptyTally, type TallyReducers } from '../shared/tally.ts'
import type { AnySource } from '../shared/watched.ts'

interface Props {
  source: AnySource
  /** How its events are counted, if they have numbers. */
  tally?: TallyReducers
}

export function StatusLine({ source, tally }: Props) {
  const { status, failure } = useEventSource(source)
  const age = useSnapshot(source, asOf)
  return (
    <p className="status-line">
      <span className="pill" data-status={status}>
        {status}
      </span>
      <span className="reason" title={failure?.message}>
        {statusText(status, failure)} {age}
      </span>
      {tally && <Tally source={source} tally={tally} />}
    </p>
  )
}

function Tally({ source, tally }: Required<Props>) {
  const { received, missing, disorder } = useEventState(source, emptyTally, tally)
  return (
    <span
      className="tally"
      data-received={received}
      data-missing={missing}
      data-disorder={disorder}
    >
      <b>{formatNumber(received)}</b> received,{' '}
      <b data-alarm={missing + disorder > 0}>{formatNumber(missing)}</b> missing
    </span>
  )
}
