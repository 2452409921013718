import { find } from './element.ts'

const names = ['react', 'vue'] as const

export type FrameworkName = (typeof names)[number]

/**
 * On a phone one framework is shown at a time.
 *
 * @param appear Called for each that is shown, also for one that was before.
 */
export function mountFrameworkChoice(appear: (framework: FrameworkName) => void): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-framework]')]
  const columns = find('.columns')
  const narrow = matchMedia('(width < 48rem)')
  let chosen: FrameworkName = 'react'

  function show(): void {
    columns.dataset.shown = chosen
    for (const button of buttons) button.ariaPressed = String(button.dataset.framework === chosen)
    for (const name of names) if (!narrow.matches || name === chosen) appear(name)
  }

  for (const button of buttons)
    button.addEventListener('click', () => {
      chosen = button.dataset.framework as FrameworkName
      show()
    })
  narrow.addEventListener('change', show)
  show()
}
