import {
  createEventSource,
  createEventState,
  text,
  useSnapshot,
} from '@use-event-source/react'
import { transport } from './server'

const log = createEventSource({
  url: '/demo/log',
  events: { line: text },
  transport,
})
const errors = createEventState(log, 0, {
  line: (errors, event) =>
    event.data.startsWith('error') ? errors + 1 : errors,
})

export default function ErrorBadge() {
  const count = useSnapshot(errors)
  const status = useSnapshot(log, ({ status }) => status)

  return (
    <>
      <p>The log is {status}.</p>
      <p>
        <b>{count}</b> errors
      </p>
    </>
  )
}
