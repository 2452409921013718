import { element, setAttributes } from './element.ts'
import type { View } from './view.ts'

interface Tabbed<Name extends string> {
  readonly tabs: readonly { readonly name: Name; readonly title: string; readonly view: View }[]
  readonly shown: () => Name
  readonly show: (name: Name) => void
}

/** Views as the ARIA practices describe tabs: one stop for Tab, arrows in between. */
export function createTabs<Name extends string>({
  tabs,
  shown,
  show,
}: Tabbed<Name>): {
  readonly list: HTMLElement
  readonly panels: readonly HTMLElement[]
  update(): void
} {
  const buttons = tabs.map(({ name, title }) => {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` },
      title,
    )
    tab.addEventListener('click', () => show(name))
    return tab
  })
  const panels = tabs.map(({ name, view }) =>
    element(
      'div',
      { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}` },
      view.element,
    ),
  )
  const list = element('div', { role: 'tablist', 'aria-label': 'Stream' }, ...buttons)
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ name }) => name === shown())
    const to = tabs.at(nextIndex(event.key, at, tabs.length) ?? tabs.length)
    if (!to) return
    event.preventDefault()
    show(to.name)
    buttons[tabs.indexOf(to)]!.focus()
  })

  return {
    list,
    panels,
    update() {
      for (const [index, { name, view }] of tabs.entries()) {
        const isShown = name === shown()
        setAttributes(buttons[index]!, {
          'aria-selected': String(isShown),
          tabindex: isShown ? 0 : -1,
        })
        setAttributes(panels[index]!, { hidden: !isShown })
        if (isShown) view.update()
      }
    },
  }
}

function nextIndex(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return at - 1
  if (key === 'Home') return 0
  return key === 'End' ? -1 : null
}
