import icon from '../../../docs/public/icon.svg'
import { reactCommits, vueCommits, type Commits } from '../shared/commits.ts'
import { watch } from '../shared/watched.ts'
import { readAddress, type Address } from './address.ts'
import { mountFailures } from './failures.ts'
import { mountConnectionBar } from './connectionBar.ts'
import { mountDevtools } from './devtoolsPanel.ts'
import { find } from './element.ts'
import { mountFrameworkChoice, type FrameworkName } from './frameworkChoice.ts'
import { mountMachinePanel } from './machinePanel.ts'
import { simulateOffline } from './offline.ts'
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

const pages = {
  react: page('react', async () => (await import('../react/mount.tsx')).mountReact, reactCommits),
  vue: page('vue', async () => (await import('../vue/mount.ts')).mountVue, vueCommits),
}
const endings = { react: 'tsx', vue: 'vue' }

type Page = ReturnType<typeof page>

function page(
  name: FrameworkName,
  load: () => Promise<(element: HTMLElement) => PrepareScene>,
  commits: Commits,
) {
  const element = find(`[data-page=${name}]`)
  commits.showIn(find('[data-commits]', element))
  return {
    column: createSceneColumn(find('[data-mount]', element), load),
    showSources: mountSourcePanel(find(`#panel-${name}`)),
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

  watch(null)
  void watchScene(scene)
  void fill(Object.values(pages), scene)
}

async function watchScene(scene: SceneName): Promise<void> {
  const source = await sourceOf(scene)?.()
  if (source && scene === shown) watch({ name: scene, source, canClose: scene !== 'flood' })
}

/** Shows a scene in some columns at once, so that they count the same events. */
async function fill(columns: readonly Page[], scene: SceneName): Promise<void> {
  const shows = await Promise.all(columns.map(({ column }) => column.prepare(scene)))
  // Of two scenes in quick succession the later one is shown.
  if (scene === shown) for (const show of shows) show()
}

// A link to the content would take the place of the scene in the address.
find('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault()
  find('#content').focus()
})

addEventListener('hashchange', showAddress)
mountFrameworkChoice((framework) => {
  const isNew = pages[framework].column.appear()
  if (isNew && shown) void fill([pages[framework]], shown)
})
showAddress()
find('#content').removeAttribute('aria-busy')
