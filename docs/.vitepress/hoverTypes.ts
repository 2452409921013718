// Marks the names in a block of code with their types. `theme/HoverTypes.vue` shows them.
import type { MarkdownOptions } from 'vitepress'
import { hoversOf } from '../scripts/hoverTypes.ts'

export const hoverTypes: NonNullable<MarkdownOptions['codeTransformers']>[number] = {
  name: 'hover-types',
  preprocess(code, options) {
    if (!/\bhover\b/.test(this.options.meta?.__raw ?? '')) return
    const texts = new Set<string>()
    options.decorations = hoversOf(code).map(({ start, end, text }) => {
      // The keyboard stops once at each, not at each repetition.
      const stop = texts.has(text) ? {} : { tabindex: 0 }
      texts.add(text)
      return { start, end, properties: { 'data-hover': text, ...stop } }
    })
  },
}
