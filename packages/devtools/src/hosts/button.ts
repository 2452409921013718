import { button, element, setAttributes } from '../panel/element.ts'
import { mount } from '../panel/mount.ts'
import { buttonStyles } from './buttonStyles.ts'

/** Where the page remembers that its panel is open. */
const remembered = 'use-event-source devtools'

/** Shows the button once, however often it is called. */
export function showButton(): void {
  const page = globalThis.document
  // A server renders with the same modules.
  if (!page || page.querySelector('[data-use-event-source=button]')) return
  if (page.body) addButton(page.body)
  else page.addEventListener('DOMContentLoaded', () => addButton(page.body), { once: true })
}

/**
 * Puts a button into the corner of the page that opens the panel along its lower edge, and returns a
 * function that takes both away.
 */
export function addButton(body: HTMLElement): () => void {
  const host = element('div', { 'data-use-event-source': 'button' })
  const dock = element('div', { class: 'dock', hidden: true })
  const toggle = button('SSE', () => show(unmount === null), {
    'aria-expanded': 'false',
    'aria-label': 'SSE: event streams',
  })
  let unmount: (() => void) | null = null

  function show(isOpen: boolean) {
    if (isOpen) unmount ??= mount(dock)
    else unmount?.()
    if (!isOpen) unmount = null
    setAttributes(toggle, { 'aria-expanded': String(isOpen) })
    setAttributes(dock, { hidden: !isOpen })
    storage()?.setItem(remembered, isOpen ? 'open' : '')
  }

  host.attachShadow({ mode: 'open' }).append(element('style', {}, buttonStyles), toggle, dock)
  body.append(host)
  if (storage()?.getItem(remembered) === 'open') show(true)
  return () => {
    unmount?.()
    host.remove()
  }
}

/** Returns the storage of this tab; a page that is not allowed any remembers nothing. */
function storage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
