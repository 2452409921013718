/** Finds an element that the page cannot do without. */
export function find<E extends Element = HTMLElement>(selector: string, parent: ParentNode = document): E {
  const element = parent.querySelector<E>(selector)
  if (!element) throw new Error(`The page has no ${selector}`)
  return element
}

/** Leaves an element alone whose text is right: it may be selected, or read out at each change. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
