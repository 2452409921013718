import { defineComponent, h, onMounted, onUnmounted, shallowRef } from 'vue'
import type { ComponentProps } from '../page.ts'
import { propNames, vuePage } from './page.ts'

// The least that shares one connection: a ref at module level, and a count of the components that
// use it.
const data = shallowRef('')
let source: EventSource | null = null
let users = 0

function join(url: string) {
  if (users++ > 0) return
  source = new EventSource(url)
  source.onmessage = (event: MessageEvent<string>) => (data.value = event.data)
}

function leave() {
  if (--users === 0) source?.close()
}

const Newest = defineComponent(
  (props: ComponentProps) => {
    onMounted(() => join(props.url))
    onUnmounted(leave)
    return () => h('p', data.value)
  },
  { props: [...propNames] },
)

vuePage({ Newest, Counted: Newest })
