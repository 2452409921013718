import { pageRecorder } from '../recorder/pageRecorder.ts'
import { createActionBar } from './actionBar.ts'
import { element, setText } from './element.ts'
import { createEvents } from './events.ts'
import { createOverview } from './overview.ts'
import { createPanelModel } from './panelModel.ts'
import type { PanelModel, Tab } from './panelModel.ts'
import { createPace, drawInterval } from './pace.ts'
import { createPill, showStatus } from './pill.ts'
import { createStreamList } from './streamList.ts'
import { styles } from './styles/styles.ts'
import { createTabs } from './tabs.ts'
import { createTimeline } from './timeline.ts'

export interface MountOptions {
  /** @default the color scheme of the page, or of the system where the page has none */
  readonly theme?: 'light' | 'dark' | undefined
}

/**
 * Shows the panel in an element, and returns a function that takes it away. It fills the element, and
 * neither its styles nor those of the page reach the other.
 *
 * @example
 * const unmount = mount(document.getElementById('devtools')!, { theme: 'dark' })
 */
export function mount(target: HTMLElement, options: MountOptions = {}): () => void {
  pageModel ??= createPanelModel(pageRecorder())
  return mountOn(pageModel, target, options)
}

/** Kept, so that a panel that opens again shows what a person had chosen. */
let pageModel: PanelModel | null = null

/** Shows a model, and records events as long. */
export function mountOn(
  model: PanelModel,
  target: HTMLElement,
  { theme }: MountOptions = {},
): () => void {
  const { recorder } = model
  const list = createStreamList(model)
  const actions = createActionBar(model)
  const tabs = createTabs<Tab>({
    tabs: [
      { name: 'overview', title: 'Stream', view: createOverview(model) },
      { name: 'timeline', title: 'Timeline', view: createTimeline(model) },
      { name: 'events', title: 'Events', view: createEvents(model) },
    ],
    shown: () => model.tab,
    show: model.show,
  })
  const title = element('h2')
  const pill = createPill()
  const detail = element(
    'div',
    { class: 'detail' },
    element('header', {}, pill, title, tabs.list),
    actions.element,
    ...tabs.panels,
  )
  const panel = element(
    'section',
    { class: 'panel', 'aria-label': 'Event streams' },
    list.element,
    detail,
  )
  const host = element('div', { style: 'height: 100%', 'data-use-event-source': 'devtools' })
  const root = host.attachShadow({ mode: 'open' })
  host.style.colorScheme = theme ?? schemeOf(target)
  root.append(element('style', {}, styles), panel)
  target.append(host)

  function draw() {
    const selected = model.selected()
    list.update()
    detail.hidden = !selected
    if (!selected) return
    setText(title, selected.path)
    showStatus(pill, selected.status)
    actions.update()
    tabs.update()
  }

  const pace = createPace(recorder)
  let isSeen = true
  // Neither scrolled away nor in a part of the page that is not displayed.
  const sight = new IntersectionObserver((changes) => {
    isSeen = changes.at(-1)!.isIntersecting
    if (isSeen) drawNow()
  })
  sight.observe(host)
  let wasInPage = host.isConnected
  const timer = setInterval(() => {
    // A host may take its element away without a word, and nothing may be recorded after that.
    if (wasInPage && !host.isConnected) return unmount()
    wasInPage = host.isConnected
    if (isSeen && !document.hidden && pace.isDue()) drawNow()
  }, drawInterval)
  const offs = [
    model.subscribe(draw),
    recorder.watch(),
    pace.stop,
    () => clearInterval(timer),
    () => sight.disconnect(),
  ]

  function drawNow() {
    model.tick()
    pace.drawn()
    draw()
  }

  function unmount() {
    for (const off of offs) off()
    host.remove()
  }

  drawNow()
  return unmount
}

/** Follows the page, also when it changes its color scheme later. */
const schemeOf = (target: HTMLElement) =>
  getComputedStyle(target).colorScheme === 'normal' ? 'light dark' : 'inherit'
