import { version as reactVersion } from 'react'
import { version as vueVersion } from 'vue'
import icon from '../../../docs/public/icon.svg'
import { mountReact } from '../react/mount.tsx'
import { otherCarrier } from '../shared/carrier.ts'
import { reactCommits, vueCommits, type Commits } from '../shared/commits.ts'
import { watch } from '../shared/watched.ts'
import { mountVue } from '../vue/mount.ts'
import { readAddress, type Address } from './address.ts'
import { mountFailures } from './failures.ts'
import { mountConnectionBar } from './connectionBar.ts'
import { mountDevtools } from './devtoolsPanel.ts'
import { find } from './element.ts'
import { flood } from './flood.ts'
import { mountFrameworkChoice } from './frameworkChoice.ts'
import { mountMachinePanel } from './machinePanel.ts'
import { simulateOffline } from './offline.ts'
import { mountPanels } from './panels.ts'
import { mountProjectLinks } from './projectLinks.ts'
import { mountSceneLinks } from './sceneLinks.ts'
import { scenes, type SceneName } from './scenes.ts'
import { mountSourcePanel, type Sources } from './sourcePanel.ts'
import { mountTheme } from './theme.ts'
import { mountTimeline } from './timeline.ts'
import { mountWirePanel } from './wirePanel.ts'

/** Shows a scene in one of the frameworks, in place of the one before. */
export type ShowScene = (scene: SceneName) => void

interface Page {
  readonly show: ShowScene
  readonly commits: Commits
  readonly showSource: (sources: Sources) => void
}

find<HTMLLinkElement>('link[rel=icon]').href = icon
mountTheme()
mountProjectLinks()
mountFrameworkChoice()
mountConnectionBar()
mountTimeline()
mountMachinePanel()
mountFailures()
simulateOffline()
const showLinks = mountSceneLinks()
const showPanel = mountPanels()
const showDevtools = mountDevtools()
const showWire = mountWirePanel()

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
  const showSources = mountSourcePanel(find(`#panel-${name}`))
  find('[data-version]', element).textContent = version
  commits.showIn(find('[data-commits]', element))
  return {
    show: mount(find('[data-mount]', element)),
    commits,
    showSource: (sources) => showSources({ ...sources, component: sourceOf(sources.component) }),
  }
}

let shown: SceneName | null = null

function showAddress(): void {
  const address = readAddress()
  showLinks(address)
  showUnknown(address)
  showPanel(address.panel)
  if (address.scene !== shown) showScene(address)
  showDevtools(address.panel === 'devtools')
  showWire(address.scene, address.panel === 'wire')
}

function showUnknown({ unknown, scene }: Address): void {
  const note = find('[data-unknown-scene]')
  note.hidden = unknown === null
  note.textContent = `There is no scene '${unknown}'. This is '${scene}'.`
}

function showScene({ scene }: Address): void {
  const { title, text, component, store, page, source } = scenes[scene]
  shown = scene

  document.title = `${title} · use-event-source`
  find('[data-scene-title]').textContent = title
  find('[data-scene-text]').textContent = text
  find('[data-scene-actions]').replaceChildren(...actionsOf(scene))

  watch(source && { name: scene, source, canClose: scene !== 'flood' })
  for (const { show, commits, showSource } of pages) {
    commits.reset()
    show(scene)
    showSource({ component, store: `../shared/${store}.ts`, page })
  }
}

function actionsOf(scene: SceneName): HTMLElement[] {
  if (scene === 'flood') return floodButtons()
  return scene === 'prices' ? [carrierLink()] : []
}

function carrierLink(): HTMLAnchorElement {
  const { name, href } = otherCarrier()
  const link = document.createElement('a')
  link.className = 'button'
  link.href = href
  link.textContent = `Over ${name}`
  link.title =
    name === 'fetch'
      ? 'The page sees each answer, and says why it failed and when it dials again.'
      : 'The browser dials again by itself. It says neither why it failed nor when it dials.'
  return link
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

addEventListener('hashchange', showAddress)
showAddress()
find('#content').removeAttribute('aria-busy')
