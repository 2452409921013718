/** Finds an element that the page cannot do without. */
export function find<E extends Element = HTMLElement>(selector: string, parent: ParentNode = document): E {
  const element = parent.querySelector<E>(selector)
  if (!element) throw new Error(`The page has no ${selector}`)
  return element
}
