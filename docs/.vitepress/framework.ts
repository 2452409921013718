// React or Vue: what the reader has chosen, on every page. It is an attribute of <html>, and the
// styles do the rest.

/**
 * Runs before the page is painted, so that nothing flashes. Without it, and so without scripts,
 * both are shown.
 */
export const frameworkScript = `
try { document.documentElement.dataset.framework = localStorage.getItem('framework') === 'vue' ? 'vue' : 'react' }
catch { document.documentElement.dataset.framework = 'react' }`

interface Rule {
  (tokens: Token[], index: number, ...rest: never[]): string
}
interface Token {
  readonly type: string
  readonly info: string
}
interface Markdown {
  readonly renderer: { readonly rules: Record<string, unknown> }
}

/**
 * Marks groups of code blocks that have tabs `React` and `Vue`, and in them the blocks. In a block
 * that is the same for both, an import from the core names the package that the reader has installed.
 */
export function markFrameworks(md: Markdown): void {
  const { rules } = md.renderer
  const fence = rules.fence as Rule
  const open = rules['container_code-group_open'] as Rule
  rules.fence = ((tokens, index, ...rest) => {
    // Read first: who renders the block takes its title away.
    const [, name] = /\[(React|Vue)\]/.exec(tokens[index]?.info ?? '') ?? []
    const html = fence(tokens, index, ...rest)
    if (name) return html.replace('<div ', `<div data-framework="${name.toLowerCase()}" `)
    if (/\bcore\b|\[No framework\]/.test(tokens[index]?.info ?? '')) return html
    return html.replaceAll(/(@use-event-source\/)core(?=['&])/g, '$1<span data-adapter>core</span>')
  }) satisfies Rule
  rules['container_code-group_open'] = ((tokens, index, ...rest) => {
    const end = tokens.findIndex((token, at) => at > index && token.type === 'container_code-group_close')
    const inside = tokens.slice(index, end)
    const has = (name: string) => inside.some((token) => token.info.includes(`[${name}]`))
    const html = open(tokens, index, ...rest)
    return has('React') && has('Vue') ? html.replace('vp-code-group', 'vp-code-group frameworks') : html
  }) satisfies Rule
}
