import { text, useEventSource } from '@use-event-source/react'

const events = { line: text }

export default function Line() {
  const { latest } = useEventSource('/demo/log', { events })
  return <p>{latest.line?.data.toUpperCase()}</p>
}
