import { defineComponent, h, onMounted, onUnmounted, shallowRef, watch } from 'vue'
import { notes } from '../page.ts'
import type { ComponentProps } from '../page.ts'
import { observe, propNames, vuePage } from './page.ts'

function show(props: ComponentProps) {
  const data = shallowRef('')
  const status = shallowRef('connecting')
  let source: EventSource
  onMounted(() => {
    source = new EventSource(props.url)
    source.onopen = () => (status.value = 'open')
    source.onerror = () => (status.value = 'error')
    for (const type of props.types) {
      source.addEventListener(type, (event: MessageEvent<string>) => (data.value = event.data))
    }
  })
  onUnmounted(() => source.close())
  return { data, status }
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
    const { data, status } = show(props)
    watch(data, (data) => void notes.seen.push(data))
    observe(() => status.value)
    return () => h('p', data.value)
  },
  { props: [...propNames] },
)

vuePage({ Newest, Counted })
