import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Replaces what stands between the markers of each part in a Markdown file: `<!-- bench:size -->`
 * and `<!-- /bench:size -->`.
 */
export function fillParts(file: URL, parts: Readonly<Record<string, string>>): void {
  const before = readFileSync(file, 'utf8')
  let text = before
  for (const [name, part] of Object.entries(parts)) {
    if (partOf(text, name) === null) throw new Error(`${file.pathname} has no place for ${name}.`)
    text = text.replace(
      pattern(name),
      (_, open: string, close: string) => `${open}\n\n${part}\n\n${close}`,
    )
  }
  if (text !== before) writeFileSync(file, text)
}

/** Returns what stands between the markers of a part, or `null` where there are none. */
export function partOf(text: string, name: string): string | null {
  const [whole, open = '', close = ''] = pattern(name).exec(text) ?? []
  return whole === undefined ? null : whole.slice(open.length, -close.length).trim()
}

const pattern = (name: string): RegExp =>
  new RegExp(`(<!-- bench:${name} -->)[^]*?(<!-- /bench:${name} -->)`)
