import { version as reactVersion } from 'react'
import { version as vueVersion } from 'vue'
import { mountReact } from '../react/mount.tsx'
import { reactCommits, vueCommits, type Commits } from '../shared/commits.ts'
import { watch } from '../shared/watched.ts'
import { mountVue } from '../vue/mount.ts'
import { mountBadDays } from './badDays.ts'
import { mountConnectionBar } from './connectionBar.ts'
import { find } from './element.ts'
import { flood } from './flood.ts'
import { sceneOfHash, scenes, type SceneName } from './scenes.ts'
import { showSource } from './sourceCode.ts'
import { mountTheme } from './theme.ts'
import { mountTimeline } from './timeline.ts'
import './styles/index.css'

/** Shows a scene in one of the frameworks, in place of the one before. */
export type ShowScene = (scene: SceneName) => void

interface Page {
  readonly element: HTMLElement
  readonly show: ShowScene
  readonly commits: Commits
  readonly sourceOf: (component: string) => string
}

mountTheme()
mountConnectionBar()
mountTimeline()
mountBadDays()

const pages = [
  page('react', reactVersion, mountReact, reactCommits, (component) => `../react/${component}.tsx`),
  page('vue', vueVersion, mountVue, vueCommits, (component) => `../vue/${component}.vue`),
]

function page(
  name: string,
  version: string,
  mount: (element: HTMLElement) => ShowScene,
  commits: Commits,
  sourceOf: (component: string) => string,
): Page {
  const element = find(`[data-page=${name}]`)
  find('[data-version]', element).textContent = version
  commits.showIn(find('[data-commits]', element))
  return { element, show: mount(find('[data-mount]', element)), commits, sourceOf }
}

function showScene(): void {
  const name = sceneOfHash()
  const { title, text, component, source } = scenes[name]

  find('[data-scene-title]').textContent = title
  find('[data-scene-text]').textContent = text
  for (const tab of document.querySelectorAll('.tabs a')) {
    if (tab.getAttribute('href') === `#${name}`) tab.setAttribute('aria-current', 'page')
    else tab.removeAttribute('aria-current')
  }
  find('[data-scene-actions]').replaceChildren(...(name === 'flood' ? floodButtons() : []))

  watch(source && { name, source, canClose: name !== 'flood' })
  for (const { element, show, commits, sourceOf } of pages) {
    commits.reset()
    show(name)
    void showSource(element, sourceOf(component))
  }
}

function floodButtons(): HTMLButtonElement[] {
  return [button('10,000 in one write', 0), button('10,000 in three seconds', 3000)]
}

function button(text: string, duration: number): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button'
  element.textContent = text
  element.addEventListener('click', () => void flood(duration))
  return element
}

// A link to the content would take the place of the scene in the address.
find('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault()
  find('#content').focus()
})

addEventListener('hashchange', showScene)
showScene()
