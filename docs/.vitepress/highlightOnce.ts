import type { MarkdownRenderer } from 'vitepress'

/** The blocks of code that are coloured, by all that decides how. */
const coloured = new Map<string, string>()

/** Colours each block once: a page is rendered for readers, and again for the search. */
export function highlightOnce(md: MarkdownRenderer): void {
  const { highlight } = md.options
  if (!highlight) return
  md.options.highlight = (code, language, attributes) => {
    const key = JSON.stringify([code, language, attributes])
    const html = coloured.get(key) ?? highlight(code, language, attributes)
    coloured.set(key, html)
    return html
  }
}
