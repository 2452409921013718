import { useEventSource } from '@vueuse/core'
import { defineComponent, h, watch } from 'vue'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { observe, propNames, vuePage } from './page.ts'

function show(props: ComponentProps) {
  return useEventSource(() => props.url, [...props.types], {
    autoReconnect: props.reconnect ?? false,
  })
}

const Newest = defineComponent(
  (props: ComponentProps) => {
    const { data } = show(props)
    return () => h('p', data.value ?? '')
  },
  { props: [...propNames] },
)

const Counted = defineComponent(
  (props: ComponentProps) => {
    const { data, status } = show(props)
    watch(data, (data) => void notes.seen.push(String(data)))
    observe(() => status.value)
    return () => h('p', data.value ?? '')
  },
  { props: [...propNames] },
)

vuePage({ Newest, Counted })
