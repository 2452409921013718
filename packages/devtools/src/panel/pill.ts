import type { Status } from '@use-event-source/core'
import { element, setAttributes, setText } from './element.ts'

/** Makes a mark for a status. */
export function createPill(): HTMLElement & { dataset: DOMStringMap } {
  return element('span', { class: 'pill' })
}

export function showStatus(pill: HTMLElement, status: Status): void {
  setText(pill, status)
  setAttributes(pill, { 'data-status': status })
}
