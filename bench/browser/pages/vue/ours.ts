import {
  fetchTransport,
  nativeTransport,
  text,
  useEventSource,
  useServerEvent,
} from '@use-event-source/vue'
import { defineComponent, h } from 'vue'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { observe, propNames, vuePage } from './page.ts'

const transports = { fetch: fetchTransport(), native: nativeTransport() }

function show(props: ComponentProps) {
  const events = Object.fromEntries(props.types.map((type) => [type, text]))
  const options = props.transport ? { events, transport: transports[props.transport] } : { events }
  return useEventSource(() => props.url, options)
}

const Newest = defineComponent(
  (props: ComponentProps) => {
    const { data } = show(props)
    return () => h('p', data.value)
  },
  { props: [...propNames] },
)

const Counted = defineComponent(
  (props: ComponentProps) => {
    const { data, status, failure, source } = show(props)
    for (const type of props.types)
      useServerEvent(source, type, (event) => void notes.seen.push(event.data))
    observe(() => {
      const { kind, status: code = '' } = failure.value ?? {}
      return kind ? `${status.value}: ${kind} ${code}`.trim() : status.value
    })
    return () => h('p', data.value)
  },
  { props: [...propNames] },
)

vuePage({ Newest, Counted })
