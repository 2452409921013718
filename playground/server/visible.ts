/** How many characters of a line are shown. */
const longest = 160

/**
 * Shows what cannot be seen: `↵` ends a line, and the other control characters are written with a
 * caret, as in `^M`.
 */
export function visible(text: string): string {
  const whole =
    text.length > longest ? `${text.slice(0, longest)}… ${text.length - longest} more` : text
  // oxlint-disable-next-line no-control-regex -- they are what has to be shown
  return whole.replace(/[\u0000-\u001f\u007f\ufeff\u2028\u2029]/g, picture)
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (character === '\n') return '↵'
  if (code < 0x80) return `^${String.fromCharCode(code ^ 0x40)}`
  return `[U+${code.toString(16).toUpperCase()}]`
}

/**
 * Splits what was written into lines, each with a picture of what ends it. What is left of an event
 * has none.
 */
export function visibleLines(text: string): string[] {
  return (text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []).map((line) => {
    const content = line.replace(/[\r\n]+$/, '')
    return visible(content) + visible(line.slice(content.length))
  })
}
