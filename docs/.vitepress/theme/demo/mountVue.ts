import { createEventSourceClient, eventSourcePlugin } from '@use-event-source/vue'
import { createApp } from 'vue'
import type { Component } from 'vue'
import { transport } from '../../../demos/server.ts'

const demos = import.meta.glob<{ readonly default: Component }>('../../../demos/*.vue')

/** Shows the Vue demo of this name in an element, and returns a function that ends it. */
export async function mountVue(name: string, element: HTMLElement): Promise<() => void> {
  const demo = await demos[`../../../demos/${name}.vue`]?.()
  if (!demo) throw new Error(`There is no Vue demo '${name}'.`)
  const app = createApp(demo.default)
  app.use(eventSourcePlugin, { client: createEventSourceClient({ transport }) })
  app.mount(element)
  return () => app.unmount()
}
