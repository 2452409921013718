import { useEventSource, useEventState } from '@use-event-source/react'
import { formatNumber } from '../shared/format.ts'
import { statusText } from '../shared/statusText.ts'
import { emptyTally } from '../shared/tally.ts'
import type { AnySource } from '../shared/watched.ts'

interface Props {
  source: AnySource
  tally: Record<string, (tally: typeof emptyTally, event: { lastEventId: string }) => typeof emptyTally>
}

export function StatusLine({ source, tally }: Props) {
  const { status, failure } = useEventSource(source)
  const { received, missing, disorder } = useEventState(source, emptyTally, tally)
  return (
    <p className="status-line">
      <span className="pill" data-status={status}>
        {status}
      </span>
      <span className="reason" title={failure?.message}>
        {statusText(status, failure)}
      </span>
      <span className="tally" data-received={received} data-missing={missing} data-disorder={disorder}>
        <b>{formatNumber(received)}</b> received, <b data-alarm={missing + disorder > 0}>{formatNumber(missing)}</b>{' '}
        missing
      </span>
    </p>
  )
}
