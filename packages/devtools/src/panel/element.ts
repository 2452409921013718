type Child = Node | string | null
type Attributes = Readonly<Record<string, string | number | boolean | null>>

/** Makes an element. An attribute that is `false` or `null` is left out, and `true` is empty. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  setAttributes(made, attributes)
  made.append(...children.filter((child) => child !== null))
  return made
}

/** Makes a button that is not part of a form. */
export function button(text: string, onClick: () => void, attributes: Attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, text)
  made.addEventListener('click', onClick)
  return made
}

const namespace = 'http://www.w3.org/2000/svg'

export function svgElement<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(namespace, name)
  setAttributes(made, attributes)
  return made
}

export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const text = value === true ? '' : String(value)
    if (value === false || value === null) target.removeAttribute(name)
    else if (target.getAttribute(name) !== text) target.setAttribute(name, text)
  }
}

/** Sets a text only when it differs: it may be selected, and is read out at each change. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text
}
