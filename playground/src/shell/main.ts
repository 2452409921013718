import icon from '../../../docs/public/icon.svg'
import { reactCommits, vueCommits, type Commits } from '../shared/commits.ts'
import { watch } from '../shared/watched.ts'
import { readAddress, type Address } from './address.ts'
import { mountFailures } from './failures.ts'
import { mountConnectionBar } from './connectionBar.ts'
import { mountDevtools } from './devtoolsPanel.ts'
import { find } from './element.ts'
import { mountFrameworkChoice } from './frameworkChoice.ts'
import { mountMachinePanel } from './machinePanel.ts'
import { simulateOffline } from './offline.ts'
import { painted } from './painted.ts'
import { nextTask } from './nextTask.ts'
import { mountPanels } from './panels.ts'
import { mountSceneActions } from './sceneActions.ts'
import { createSceneColumn, type PrepareScene } from './sceneColumn.ts'
import { mountSceneLinks } from './sceneLinks.ts'
import { scenes, type SceneName } from './scenes.ts'
import { sourceOf } from './sceneSources.ts'
import { mountSourcePanel } from './sourcePanel.ts'
import { mountTheme } from './theme.ts'
import { mountTimeline } from './timeline.ts'
import { mountWirePanel } from './wirePanel.ts'

find<HTMLLinkElement>('link[rel=icon]').href = icon
mountTheme()
mountFrameworkChoice()
const showLinks = mountSceneLinks()
const showActions = mountSceneActions()
const showPanel = mountPanels()
const showDevtools = mountDevtools()
const showWire = mountWirePanel()

const endings = { react: 'tsx', vue: 'vue' }
const pages = {
  react: page('react', async () => (await import('../react/mount.tsx')).mountReact, reactCommits),
  vue: page('vue', async () => (await import('../vue/mount.ts')).mountVue, vueCommits),
}

function page(
  name: keyof typeof endings,
  load: () => Promise<(element: HTMLElement) => PrepareScene>,
  commits: Commits,
) {
  const element = find(`[data-page=${name}]`)
  commits.showIn(find('[data-commits]', element))
  return {
    prepare: createSceneColumn(find('[data-mount]', element), load),
    showSources: mountSourcePanel(find(`#panel-${name}`)),
  }
}

/** What shows how a scene is doing. The first paint has its room, and need not wait for it. */
const watchers = [
  mountConnectionBar,
  mountMachinePanel,
  mountTimeline,
  mountFailures,
  simulateOffline,
]
const areWatching = painted().then(async () => {
  for (const mount of watchers) {
    await nextTask()
    mount()
  }
})

let shown: SceneName | null = null

function showAddress(): void {
  const address = readAddress()
  showLinks(address)
  showUnknown(address)
  showPanel(address.panel)
  if (address.scene !== shown) showScene(address)
  showDevtools(address.panel === 'devtools')
  showWire(address.scene, address.panel === 'wire')
  showSources(address)
}

function showSources({ scene, panel }: Address): void {
  const { component, store, page } = scenes[scene]
  for (const name of ['react', 'vue'] as const) {
    const paths = {
      component: `../${name}/${component}.${endings[name]}`,
      store: `../shared/${store}.ts`,
      page,
    }
    pages[name].showSources(paths, panel === name)
  }
}

function showUnknown({ unknown, scene }: Address): void {
  const note = find('[data-unknown-scene]')
  note.hidden = unknown === null
  note.textContent = `There is no scene '${unknown}'. This is '${scene}'.`
}

function showScene({ scene }: Address): void {
  const { title, text } = scenes[scene]
  shown = scene

  document.title = `${title} · use-event-source`
  find('[data-scene-title]').textContent = title
  find('[data-scene-text]').textContent = text
  showActions(scene)

  void fill(scene)
}

/** Loads a scene, and shows it in both columns at once, so that they count the same events. */
async function fill(scene: SceneName): Promise<void> {
  watch(null)
  const columns = Object.values(pages).map(({ prepare }) => prepare(scene))
  const [shows, source] = await Promise.all([
    Promise.all(columns),
    sourceOf(scene)?.(),
    areWatching,
  ])
  const steps = [
    ...shows,
    // It connects, too: before the columns it would hear what they miss.
    () => source && watch({ name: scene, source, canClose: scene !== 'flood' }),
  ]
  for (const step of steps) {
    await nextTask()
    // Of two scenes in quick succession the later one is shown.
    if (scene !== shown) return
    step()
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
