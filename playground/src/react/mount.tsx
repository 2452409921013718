import { lazy, Profiler, StrictMode, Suspense, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { reactCommits } from '../shared/commits.ts'
import type { ShowScene } from '../shell/main.ts'
import type { SceneName } from '../shell/scenes.ts'
import { BookScene } from './BookScene.tsx'
import { ChatScene } from './ChatScene.tsx'
import { DashboardScene } from './DashboardScene.tsx'
import { ElsewhereScene } from './ElsewhereScene.tsx'
import { FloodScene } from './FloodScene.tsx'
import { LogScene } from './LogScene.tsx'
import { NotificationsScene } from './NotificationsScene.tsx'
import { PresenceScene } from './PresenceScene.tsx'
import { PricesScene } from './PricesScene.tsx'
import { TabsScene } from './TabsScene.tsx'
import { UploadScene } from './UploadScene.tsx'
import { UsersScene } from './UsersScene.tsx'

// Their packages are larger than all other scenes together, so they come when they are shown.
const AiSdkScene = lazy(() => import('./AiSdkScene.tsx'))
const AgUiScene = lazy(() => import('./AgUiScene.tsx'))

const components: Record<SceneName, ComponentType> = {
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

export function mountReact(element: HTMLElement): ShowScene {
  const root = createRoot(element)
  return (scene) => {
    const Scene = components[scene]
    root.render(
      <StrictMode>
        <Profiler id="page" onRender={reactCommits.count}>
          <Suspense>
            <Scene />
          </Suspense>
        </Profiler>
      </StrictMode>,
    )
  }
}
