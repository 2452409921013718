import { hashOf, type Address } from './address.ts'
import { find } from './element.ts'
import { sceneNames } from './scenes.ts'

/** Keeps the links to the scenes in step with the address. The panel stays open on the way. */
export function mountSceneLinks(): (address: Address) => void {
  const nav = find('[data-scene-links]')
  const links = [...nav.querySelectorAll('a')]

  return (address) => {
    for (const [index, scene] of sceneNames.entries()) {
      const link = links[index]!
      link.href = hashOf({ ...address, scene })
      if (scene !== address.scene) {
        link.removeAttribute('aria-current')
        continue
      }
      link.setAttribute('aria-current', 'page')
      // Measured in the next frame, which lays the page out anyway.
      requestAnimationFrame(() => showInMiddle(link, nav))
    }
  }
}

/** On a phone the links are wider than the page. Only they may move, not the page. */
function showInMiddle(link: HTMLElement, nav: HTMLElement): void {
  nav.scrollTo({ left: link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2 })
}
