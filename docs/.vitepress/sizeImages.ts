import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

/** Says how large the drawings of a page are, so that nothing moves when they come. */
export function sizeImages(md: MarkdownRenderer): void {
  md.core.ruler.push('image-sizes', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const src = token.type === 'image' ? (token.attrGet('src') ?? '') : ''
      if (!/^\.{1,2}\/.*\.svg$/.test(src)) continue
      const picture = readFileSync(join(dirname(env.path), src), 'utf8')
      const [, width = '', height = ''] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(picture) ?? []
      token.attrSet('width', width)
      token.attrSet('height', height)
    }
  })
}
