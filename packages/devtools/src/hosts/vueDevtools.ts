import { factSections } from '../panel/facts.ts'
import { createPanelModel } from '../panel/panelModel.ts'
import type { PanelModel } from '../panel/panelModel.ts'
import { pageRecorder } from '../recorder/pageRecorder.ts'
import { panelPage } from './panelPage.ts'

/** The part of `@vue/devtools-api` that is used. */
export interface VueDevtoolsApi {
  setupDevToolsPlugin(
    descriptor: { readonly id: string; readonly label: string; readonly app: any },
    setup: (api: any) => void,
  ): void
  addCustomTab(tab: {
    name: string
    title: string
    icon?: string
    category?: any
    view: { type: 'iframe'; src: string }
  }): void
}

/** What a plugin gets of Vue DevTools. */
interface PluginApi {
  addInspector(options: { id: string; label: string; icon: string }): void
  sendInspectorTree(id: string): void
  sendInspectorState(id: string): void
  readonly on: {
    getInspectorTree(handler: (payload: InspectorTree) => void): void
    getInspectorState(handler: (payload: InspectorState) => void): void
  }
}

interface InspectorTree {
  readonly inspectorId: string
  readonly filter: string
  rootNodes: unknown[]
}

interface InspectorState {
  readonly inspectorId: string
  readonly nodeId: string
  state: Record<string, { key: string; value: unknown }[]>
}

const id = 'use-event-source'
const label = 'Event streams'
const icon = 'rss_feed'

/** Rates would be wrong as soon as they are shown: the inspector asks once, when a stream is selected. */
const stillSections = factSections.filter(({ title }) => title !== 'Traffic')

/** How often the inspector is brought up to date while something happens, in milliseconds. */
const interval = 500

/**
 * Shows the streams in Vue DevTools: in an inspector, and the whole panel in a tab of its own.
 *
 * @example
 * import * as api from '@vue/devtools-api'
 * showInVueDevtools(app, api)
 */
export function showInVueDevtools(app: object, api: VueDevtoolsApi): void {
  if (!globalThis.document) return
  const model = createPanelModel(pageRecorder())
  api.setupDevToolsPlugin({ id, label, app }, (plugin) => inspect(plugin, model))
  api.addCustomTab({
    // By the name of the inspector the tab would not be listed beside it.
    name: `${id}-panel`,
    title: label,
    icon,
    category: 'modules',
    view: { type: 'iframe', src: panelPage() },
  })
}

function inspect(plugin: PluginApi, model: PanelModel) {
  plugin.addInspector({ id, label, icon })
  plugin.on.getInspectorTree((payload) => {
    if (payload.inspectorId === id) payload.rootNodes = nodesOf(model, payload.filter)
  })
  plugin.on.getInspectorState((payload) => {
    const stream = model.streams().find(({ log }) => String(log.id) === payload.nodeId)
    if (payload.inspectorId !== id || !stream) return
    payload.state = Object.fromEntries(
      stillSections.map(({ title, termsOf }) => [
        title,
        termsOf(stream).map(([key, value]) => ({ key, value })),
      ]),
    )
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  model.recorder.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      plugin.sendInspectorTree(id)
      plugin.sendInspectorState(id)
    }, interval)
  })
}

/** By status, as 24-bit numbers. */
const colors = { open: 0x15753f, connecting: 0x2a5db0, reconnecting: 0x8a5300 } as const

const nodesOf = (model: PanelModel, filter: string) =>
  model
    .streams()
    .filter(({ log }) => log.url.includes(filter))
    .map(({ log, path, status }) => ({
      id: String(log.id),
      label: `${log.method} ${path}`,
      tags: [
        {
          label: status,
          textColor: 0xffffff,
          backgroundColor: colors[status as keyof typeof colors] ?? 0x5f635d,
        },
      ],
    }))
