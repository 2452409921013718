import { find } from './element.ts'
import { highlight } from './highlight.ts'

const sources = import.meta.glob<string>(['../react/*Scene.tsx', '../vue/*Scene.vue'], {
  query: '?raw',
  import: 'default',
})

/** Shows under a page the component that draws it. */
export async function showSource(page: HTMLElement, path: string): Promise<void> {
  const details = find<HTMLDetailsElement>('[data-source]', page)
  find('summary span', details).textContent = path.slice(path.lastIndexOf('/') + 1)
  find('code', details).replaceChildren(...highlight((await sources[path]?.()) ?? ''))
}
