import { find } from './element.ts'

/** Lets a reader choose a theme in place of the system's. */
export function mountTheme(): void {
  const choice = find<HTMLSelectElement>('[data-theme-choice]')
  const root = document.documentElement
  choice.value = root.dataset.theme ?? ''
  choice.addEventListener('change', () => {
    root.dataset.theme = choice.value
    localStorage.setItem('theme', choice.value)
  })
}
