import { ReadyState, useEventSource } from 'react-use-websocket'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { reactPage, useCommits, useStatus } from './page.tsx'

const see = (event: { data: string }) => void notes.seen.push(event.data)

function Newest({ url, types, reconnect = false }: ComponentProps) {
  return (
    <p>
      {useEventSource(url, { events: handlersOf(types), retryOnError: reconnect }).lastEvent?.data}
    </p>
  )
}

function Counted({ url, types, reconnect = false }: ComponentProps) {
  const { lastEvent, readyState } = useEventSource(url, {
    events: handlersOf(types, see),
    retryOnError: reconnect,
  })
  useCommits()
  useStatus(ReadyState[readyState])
  return <p>{lastEvent?.data}</p>
}

function handlersOf(types: readonly string[], handler = (_event: { data: string }) => {}) {
  return Object.fromEntries(types.map((type) => [type, handler]))
}

reactPage({ Newest, Counted })
