import { goTo, type PanelName } from './address.ts'
import { find } from './element.ts'

/**
 * What is behind a scene, in tabs as the ARIA practices describe them: one stop for Tab, arrows in
 * between.
 */
export function mountPanels(): (panel: PanelName) => void {
  const list = find('[data-panels] [role=tablist]')
  const tabs = [...list.querySelectorAll<HTMLButtonElement>('[role=tab]')]
  const nameOf = (tab: HTMLButtonElement) => tab.dataset.panelTab as PanelName

  for (const tab of tabs) tab.addEventListener('click', () => goTo({ panel: nameOf(tab) }))
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement)
    const to = tabs.at(nextIndex(event.key, at, tabs.length) ?? tabs.length)
    if (!to) return
    event.preventDefault()
    to.focus()
    // A tab that was passed on the way to another one is not an entry in the history.
    goTo({ panel: nameOf(to) }, { replace: true })
  })

  return (panel) => {
    for (const tab of tabs) {
      const isShown = nameOf(tab) === panel
      tab.setAttribute('aria-selected', String(isShown))
      tab.tabIndex = isShown ? 0 : -1
      find(`#${tab.getAttribute('aria-controls')}`).hidden = !isShown
    }
  }
}

function nextIndex(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return at - 1
  if (key === 'Home') return 0
  return key === 'End' ? -1 : null
}
