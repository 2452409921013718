import { find } from './element.ts'

/** Follows the system until the reader chooses a theme. */
export function mountTheme(): void {
  const button = find('[data-theme-toggle]')
  const system = matchMedia('(prefers-color-scheme: dark)')
  const root = document.documentElement

  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches)
  const show = () => button.setAttribute('aria-pressed', String(isDark()))

  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark'
    localStorage.setItem('theme', root.dataset.theme)
    show()
  })
  system.addEventListener('change', show)
  show()
}
