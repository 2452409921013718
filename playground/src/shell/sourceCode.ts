import { find } from './element.ts'
import { highlight } from './highlight.ts'

const sources = import.meta.glob<string>(['../react/*Scene.tsx', '../vue/*Scene.vue'], {
  query: '?raw',
  import: 'default',
})

/** Shows in a panel the component that draws a page. */
export async function showSource(panel: HTMLElement, path: string): Promise<void> {
  const code = find('code', panel)
  // Of two scenes in quick succession the later one is shown, however long its source takes.
  panel.dataset.path = path
  const source = (await sources[path]?.()) ?? ''
  if (panel.dataset.path !== path) return
  find('[data-file]', panel).textContent = path.slice(path.lastIndexOf('/') + 1)
  code.replaceChildren(...highlight(source))
  find('pre', panel).scrollTop = 0
}
