// What scenarios claim, in Node and in browsers.

/** Throws unless two values are equal as JSON. */
export function equal(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return
  throw new Error(`found ${excerptOf(found)} where ${excerptOf(wanted)} was expected`)
}

/** Throws unless something holds, and says what. */
export function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`it does not hold that ${what}`)
}

function excerptOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text
}
