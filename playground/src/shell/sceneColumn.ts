import { painted } from './painted.ts'
import type { SceneName } from './scenes.ts'

/** Loads a scene of one of the frameworks, and returns how to show it in place of the one before. */
export type PrepareScene = (scene: SceneName) => Promise<() => void>

interface SceneColumn {
  /** Loads a scene, if there is anything to see of this column, and returns how to show it. */
  prepare: PrepareScene
  /**
   * Says that the column is on the page: on a phone only one of them is. Returns whether that is
   * news.
   */
  appear(): boolean
}

/** A column that shows scenes. Its framework is loaded when there is something to see of it. */
export function createSceneColumn(
  element: HTMLElement,
  load: () => Promise<(element: HTMLElement) => PrepareScene>,
): SceneColumn {
  let loaded: Promise<PrepareScene> | null = null

  return {
    // A column that is out of sight again follows: the scene before would keep its connection.
    async prepare(scene) {
      if (!loaded) return () => {}
      const show = await (await loaded)(scene)
      return () => {
        show()
        element.dataset.scene = scene
      }
    },
    appear() {
      if (loaded) return false
      loaded = painted()
        .then(load)
        .then((mount) => mount(element))
      return true
    },
  }
}

/** Resolves when each column that is on the page shows a scene. */
export async function untilShown(scene: SceneName): Promise<void> {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-mount]')]
  const shows = (column: HTMLElement) => column.dataset.scene === scene || !column.checkVisibility()
  while (!columns.every(shows)) await new Promise(requestAnimationFrame)
}
