import { createApp, h, nextTick, onUpdated, shallowRef, watchEffect } from 'vue'
import type { App, Component } from 'vue'
import { commit, expose, host, notes } from '../page.ts'
import type { Setup } from '../page.ts'

/** The names of what every component is given, for Vue. */
export const propNames = ['url', 'types', 'transport', 'reconnect'] as const

/** Makes a page of what a library for Vue shows. */
export function vuePage(components: Record<Setup['component'], Component>): void {
  let app: App
  const shown = shallowRef<Setup | null>(null)

  function render() {
    if (!shown.value) return null
    const { count, component, strict: _strict, ...props } = shown.value
    return Array.from({ length: count }, (_, index) =>
      h(components[component], { key: index, ...props }),
    )
  }

  expose({
    async mount(setup) {
      shown.value = setup
      app = createApp(render)
      app.mount(host)
      await nextTick()
    },
    async change(setup) {
      shown.value = setup
      await nextTick()
    },
    async unmount() {
      app.unmount()
    },
  })
}

/** Counts the commits of the component that calls it, and notes the state of its stream. */
export function observe(status: () => string): void {
  onUpdated(commit)
  watchEffect(() => (notes.status = status()))
}
