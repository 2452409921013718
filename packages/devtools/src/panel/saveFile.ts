import { element } from './element.ts'

/** Offers a text as a file. */
export function saveFile(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text]))
  element('a', { href, download: name }).click()
  URL.revokeObjectURL(href)
}
