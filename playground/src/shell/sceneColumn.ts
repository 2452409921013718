import { painted } from './painted.ts'
import type { SceneName } from './scenes.ts'

/** Loads a scene of one of the frameworks, and returns how to show it in place of the one before. */
export type PrepareScene = (scene: SceneName) => Promise<() => void>

/** Fills a column of the page with scenes. Its framework is loaded when the page is on the screen. */
export function createSceneColumn(
  element: HTMLElement,
  load: () => Promise<(element: HTMLElement) => PrepareScene>,
): PrepareScene {
  const loaded = painted()
    .then(load)
    .then((mount) => mount(element))

  return async (scene) => {
    const show = await (await loaded)(scene)
    return () => {
      show()
      element.dataset.scene = scene
    }
  }
}

/** Resolves when the columns show a scene. */
export async function untilShown(scene: SceneName): Promise<void> {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-mount]')]
  while (!columns.every(({ dataset }) => dataset.scene === scene))
    await new Promise(requestAnimationFrame)
}
