import { otherCarrier } from '../shared/carrier.ts'
import { find } from './element.ts'
import { flood } from './flood.ts'
import type { SceneName } from './scenes.ts'

/** What can be done with a scene as a whole, beside its title. */
export function mountSceneActions(): (scene: SceneName) => void {
  const groups = document.querySelectorAll<HTMLElement>('[data-actions-of]')

  for (const button of document.querySelectorAll<HTMLElement>('[data-flood]'))
    button.addEventListener('click', () => void flood(Number(button.dataset.flood)))

  const { name, href } = otherCarrier()
  const link = find<HTMLAnchorElement>('[data-other-carrier]')
  link.href = href
  link.textContent = `Over ${name}`
  link.title =
    name === 'fetch'
      ? 'The page sees each answer, and says why it failed and when it dials again.'
      : 'The browser dials again by itself. It says neither why it failed nor when it dials.'

  return (scene) => {
    for (const group of groups) group.hidden = group.dataset.actionsOf !== scene
  }
}
