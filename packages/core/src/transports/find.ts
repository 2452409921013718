/**
 * Where a search that found nothing has ended; a small integer, because `Infinity` would slow every
 * comparison.
 */
export const NOWHERE = 0x3fffffff

/** Where a character is next, or `NOWHERE`. */
export function find(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from)
  return index < 0 ? NOWHERE : index
}
