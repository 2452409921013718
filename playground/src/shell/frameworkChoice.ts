import { find } from './element.ts'

/** On a phone one framework is shown at a time. */
export function mountFrameworkChoice(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-framework]')]
  const columns = find('.columns')

  function choose(framework: string): void {
    columns.dataset.shown = framework
    for (const button of buttons)
      button.ariaPressed = String(button.dataset.framework === framework)
  }

  for (const button of buttons)
    button.addEventListener('click', () => choose(button.dataset.framework!))
  choose('react')
}
