/** Finds an element that the page must have. */
export function find<E extends Element = HTMLElement>(
  selector: string,
  parent: ParentNode = document,
): E {
  const element = parent.querySelector<E>(selector)
  if (!element) throw new Error(`The page has no ${selector}`)
  return element
}

/**
 * Sets the text of an element only when it differs: it may be selected, and is read out at each
 * change.
 */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
