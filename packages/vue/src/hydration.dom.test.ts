import { renderToString } from '@vue/server-renderer'
import { expect } from 'vitest'
import { createSSRApp, h, nextTick } from 'vue'
import { hydrationContract } from '../../../contract/hydration.ts'
import { stopClock } from '../../../contract/stage.ts'
import { vue } from './adapter.test.helper.ts'
import { useEventSource, useEventState } from './index.ts'
import type { Source } from './index.ts'

stopClock()

function pageOf(source: Source) {
  return createSSRApp({
    setup() {
      const { status, latest } = useEventSource(source)
      const sum = useEventState(source, 0, { price: (sum, event) => sum + event.data })
      return () => h('p', `${status.value} ${latest.price?.data} ${sum.value}`)
    },
  })
}

hydrationContract(vue, async (source) => {
  const container = document.createElement('div')
  container.innerHTML = await renderToString(pageOf(source))
  const html = container.innerHTML
  const element = container.firstChild
  const app = pageOf(source)
  app.mount(container)
  await nextTick()
  // The element of the server was adopted, and not replaced.
  expect(container.firstChild).toBe(element)
  return { container, html, unmount: () => app.unmount() }
})
