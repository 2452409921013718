import { hashOf, type Address } from './address.ts'
import { find } from './element.ts'
import { scenes, type Scene, type SceneName } from './scenes.ts'

/** Links to every scene. The panel stays open on the way. */
export function mountSceneLinks(): (address: Address) => void {
  const nav = find('[data-scene-links]')
  const links = (Object.keys(scenes) as SceneName[]).map((scene) => {
    const link = document.createElement('a')
    const { label = labelOf(scene) }: Scene = scenes[scene]
    link.textContent = label
    nav.append(link)
    return { scene, link }
  })

  return (address) => {
    for (const { scene, link } of links) {
      link.href = hashOf({ ...address, scene })
      if (scene !== address.scene) {
        link.removeAttribute('aria-current')
        continue
      }
      link.setAttribute('aria-current', 'page')
      // On a phone the links are wider than the page. Only they may move, not the page.
      nav.scrollTo({ left: link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2 })
    }
  }
}

/** `orderBook` is called `Order book`. */
function labelOf(scene: string): string {
  const words = scene.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
