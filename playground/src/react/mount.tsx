import { Profiler, StrictMode, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { reactCommits } from '../shared/commits.ts'
import type { PrepareScene } from '../shell/sceneColumn.ts'
import { scenes } from '../shell/scenes.ts'

// Each scene comes when it is shown, with its packages.
const modules = import.meta.glob<Readonly<Record<string, ComponentType>>>('./*Scene.tsx')

export function mountReact(element: HTMLElement): PrepareScene {
  const root = createRoot(element)

  return async (name) => {
    const { component } = scenes[name]
    const { [component]: Scene } = (await modules[`./${component}.tsx`]?.()) ?? {}
    return () => {
      reactCommits.reset()
      root.render(
        <StrictMode>
          <Profiler id="page" onRender={reactCommits.count}>
            {Scene && <Scene />}
          </Profiler>
        </StrictMode>,
      )
    }
  }
}
