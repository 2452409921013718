import { describeFailure, useEventSource } from '@use-event-source/react'
import type { EventSourceStore } from '@use-event-source/react'
import '../shared/status.css'

export function Status({ source }: { source: EventSourceStore }) {
  const { failure, connect } = useEventSource(source)
  return (
    <span role="status">
      {failure && (
        <span className="stream-status">
          {describeFailure(failure)}
          <button onClick={connect}>Try now</button>
        </span>
      )}
    </span>
  )
}
