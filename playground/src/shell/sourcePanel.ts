import { find } from './element.ts'
import { highlight } from './highlight.ts'
import { docsUrl } from './docsUrl.ts'

const sources = import.meta.glob<string>(
  ['../react/*Scene.tsx', '../vue/*Scene.vue', '../shared/*.ts'],
  { query: '?raw', import: 'default' },
)

export interface Sources {
  /** The paths of the component of a scene, and of the module of its store. */
  readonly component: string
  readonly store: string
  /** The page of the docs that explains it. */
  readonly page: string
}

/** Shows the sources of a scene in a panel, one at a time, and loads them when it is in sight. */
export function mountSourcePanel(panel: HTMLElement): (sources: Sources, isSeen: boolean) => void {
  const code = find('code', panel)
  const numbers = find('.numbers', panel)
  const copy = find<HTMLButtonElement>('[data-copy]', panel)
  const link = find<HTMLAnchorElement>('[data-page-link]', panel)
  const files = [...panel.querySelectorAll<HTMLButtonElement>('[data-file]')]
  let shown: Sources
  let file: 'component' | 'store' = 'component'
  let path = ''

  async function show(): Promise<void> {
    for (const button of files) {
      const name = button.dataset.file as typeof file
      button.ariaPressed = String(name === file)
      button.textContent = shown[name].slice(shown[name].lastIndexOf('/') + 1)
    }
    const wanted = (path = shown[file])
    const source = ((await sources[wanted]?.()) ?? '').trimEnd()
    // Of two files in quick succession the later one is shown, however long its source takes.
    if (wanted !== path) return
    code.replaceChildren(...highlight(source))
    const count = source.split('\n').length
    numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join('\n')
    find('pre', panel).scrollTop = 0
    copy.textContent = 'Copy'
  }

  for (const button of files) {
    button.addEventListener('click', () => {
      file = button.dataset.file as typeof file
      void show()
    })
  }
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(code.textContent ?? '').then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'Not allowed'),
    )
  })

  return (sources, isSeen) => {
    shown = sources
    if (!isSeen) return
    const href = docsUrl(sources.page)
    link.hidden = !href
    if (href) link.href = href
    void show()
  }
}
