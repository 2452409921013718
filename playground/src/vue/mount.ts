import { createApp, defineAsyncComponent, h, shallowRef, type Component } from 'vue'
import { vueCommits } from '../shared/commits.ts'
import type { SceneName } from '../shell/scenes.ts'
import type { ShowScene } from '../shell/main.ts'
import BookScene from './BookScene.vue'
import ChatScene from './ChatScene.vue'
import DashboardScene from './DashboardScene.vue'
import ElsewhereScene from './ElsewhereScene.vue'
import FloodScene from './FloodScene.vue'
import LogScene from './LogScene.vue'
import NotificationsScene from './NotificationsScene.vue'
import PresenceScene from './PresenceScene.vue'
import PricesScene from './PricesScene.vue'
import TabsScene from './TabsScene.vue'
import UploadScene from './UploadScene.vue'
import UsersScene from './UsersScene.vue'

// Their packages are larger than all other scenes together, so they come when they are shown.
const AiSdkScene = defineAsyncComponent(() => import('./AiSdkScene.vue'))
const AgUiScene = defineAsyncComponent(() => import('./AgUiScene.vue'))

const components: Record<SceneName, Component> = {
  prices: PricesScene,
  chat: ChatScene,
  aiSdk: AiSdkScene,
  agUi: AgUiScene,
  log: LogScene,
  notifications: NotificationsScene,
  presence: PresenceScene,
  book: BookScene,
  dashboard: DashboardScene,
  upload: UploadScene,
  tabs: TabsScene,
  elsewhere: ElsewhereScene,
  users: UsersScene,
  flood: FloodScene,
}

export function mountVue(element: HTMLElement): ShowScene {
  const scene = shallowRef<SceneName>('prices')
  let isMounted = false
  const app = createApp({ render: () => h(components[scene.value]) })
  // Vue has no Profiler as React has: each component reports its update, and all of one flush count
  // as one commit.
  app.mixin({ updated: oncePerFlush(vueCommits.count) })

  return (name) => {
    scene.value = name
    if (!isMounted) app.mount(element)
    isMounted = true
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
