import { createApp, h, shallowRef, type Component } from 'vue'
import { vueCommits } from '../shared/commits.ts'
import type { PrepareScene } from '../shell/sceneColumn.ts'
import { scenes } from '../shell/scenes.ts'

// Each scene comes when it is shown, with its packages.
const modules = import.meta.glob<{ readonly default: Component }>('./*Scene.vue')

export function mountVue(element: HTMLElement): PrepareScene {
  const shown = shallowRef<Component>()
  const app = createApp({ render: () => shown.value && h(shown.value) })
  // Vue has no Profiler as React has: each component reports its update, and all of one flush count
  // as one commit.
  app.mixin({ updated: oncePerFlush(vueCommits.count) })
  let isMounted = false

  return async (name) => {
    const module = await modules[`./${scenes[name].component}.vue`]?.()
    return () => {
      vueCommits.reset()
      shown.value = module?.default
      if (!isMounted) app.mount(element)
      isMounted = true
    }
  }
}

/** The hooks of one flush run one after the other, so the next microtask is in the next flush. */
function oncePerFlush(call: () => void): () => void {
  let isCalled = false
  return () => {
    if (isCalled) return
    isCalled = true
    queueMicrotask(() => (isCalled = false))
    call()
  }
}
