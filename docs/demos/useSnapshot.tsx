import {
  createEventSource,
  createEventState,
  json,
  useSnapshot,
} from '@use-event-source/react'
import { transport } from './server'

const log = createEventSource({
  url: '/demo/log',
  events: { line: json<{ level: string }>() },
  transport,
})
const errors = createEventState(log, 0, {
  line: (errors, event) =>
    event.data.level === 'error' ? errors + 1 : errors,
})

export default function ErrorBadge() {
  const count = useSnapshot(errors)
  const { status, lastEventId } = useSnapshot(log)

  return (
    <>
      <p>
        {status} at line {lastEventId || '…'}
      </p>
      <p>
        <b>{count}</b> errors
      </p>
    </>
  )
}
