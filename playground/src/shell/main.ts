import icon from '../../../docs/public/icon.svg'
import { mountReact } from '../react/mount.tsx'
import { reactCommits, vueCommits, type Commits } from '../shared/commits.ts'
import { watch } from '../shared/watched.ts'
import { mountVue } from '../vue/mount.ts'
import { readAddress, type Address } from './address.ts'
import { mountFailures } from './failures.ts'
import { mountConnectionBar } from './connectionBar.ts'
import { mountDevtools } from './devtoolsPanel.ts'
import { find } from './element.ts'
import { mountFrameworkChoice } from './frameworkChoice.ts'
import { mountMachinePanel } from './machinePanel.ts'
import { simulateOffline } from './offline.ts'
import { mountPanels } from './panels.ts'
import { mountSceneActions } from './sceneActions.ts'
import { mountSceneLinks } from './sceneLinks.ts'
import { scenes, type SceneName } from './scenes.ts'
import { sourceOf } from './sceneSources.ts'
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
mountFrameworkChoice()
mountConnectionBar()
mountTimeline()
mountMachinePanel()
mountFailures()
simulateOffline()
const showLinks = mountSceneLinks()
const showActions = mountSceneActions()
const showPanel = mountPanels()
const showDevtools = mountDevtools()
const showWire = mountWirePanel()

const pages = [
  page('react', mountReact, reactCommits, (component) => `../react/${component}.tsx`),
  page('vue', mountVue, vueCommits, (component) => `../vue/${component}.vue`),
]

function page(
  name: string,
  mount: (element: HTMLElement) => ShowScene,
  commits: Commits,
  pathOf: (component: string) => string,
): Page {
  const element = find(`[data-page=${name}]`)
  const showSources = mountSourcePanel(find(`#panel-${name}`))
  commits.showIn(find('[data-commits]', element))
  return {
    show: mount(find('[data-mount]', element)),
    commits,
    showSource: (sources) => showSources({ ...sources, component: pathOf(sources.component) }),
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
  const { title, text, component, store, page } = scenes[scene]
  const source = sourceOf(scene)
  shown = scene

  document.title = `${title} · use-event-source`
  find('[data-scene-title]').textContent = title
  find('[data-scene-text]').textContent = text
  showActions(scene)

  watch(source && { name: scene, source, canClose: scene !== 'flood' })
  for (const { show, commits, showSource } of pages) {
    commits.reset()
    show(scene)
    showSource({ component, store: `../shared/${store}.ts`, page })
  }
}

// A link to the content would take the place of the scene in the address.
find('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault()
  find('#content').focus()
})

addEventListener('hashchange', showAddress)
showAddress()
find('#content').removeAttribute('aria-busy')
