import { Profiler, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { reactCommits } from '../shared/commits.ts'
import type { ShowScene } from '../shell/main.ts'
import { ChatScene } from './ChatScene.tsx'
import { FloodScene } from './FloodScene.tsx'
import { LogScene } from './LogScene.tsx'
import { PricesScene } from './PricesScene.tsx'

const components = { prices: PricesScene, chat: ChatScene, log: LogScene, flood: FloodScene }

export function mountReact(element: HTMLElement): ShowScene {
  const root = createRoot(element)
  return (scene) => {
    const Scene = components[scene]
    root.render(
      <StrictMode>
        <Profiler id="page" onRender={reactCommits.count}>
          <Scene />
        </Profiler>
      </StrictMode>,
    )
  }
}
