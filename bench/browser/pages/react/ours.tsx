import {
  fetchTransport,
  nativeTransport,
  text,
  useEventSource,
  useServerEvent,
} from '@use-event-source/react'
import type { EventSourceStore } from '@use-event-source/react'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { reactPage, useCommits, useStatus } from './page.tsx'

const transports = { fetch: fetchTransport(), native: nativeTransport() }

function optionsOf({ types, transport }: ComponentProps) {
  const events = Object.fromEntries(types.map((type) => [type, text]))
  return transport ? { events, transport: transports[transport] } : { events }
}

function Newest(props: ComponentProps) {
  return <p>{useEventSource(props.url, optionsOf(props)).data}</p>
}

function Counted(props: ComponentProps) {
  const { data, source } = useEventSource(props.url, optionsOf(props))
  useCommits()
  return (
    <>
      <p>{data}</p>
      <Status {...props} />
      {props.types.map((type) => (
        <Heard key={type} source={source} type={type} />
      ))}
    </>
  )
}

function Status(props: ComponentProps) {
  const { status, failure } = useEventSource(props.url, optionsOf(props))
  useStatus(failure ? `${status}: ${failure.kind} ${failure.status ?? ''}`.trim() : status)
  return null
}

function Heard({
  source,
  type,
}: {
  source: EventSourceStore<Record<string, string>> | null
  type: string
}) {
  useServerEvent(source, type, (event) => void notes.seen.push(event.data))
  return null
}

reactPage({ Newest, Counted })
