import type { DefaultTheme } from 'vitepress'
import { fill } from './fill.ts'
import { pages } from './pages.ts'

/**
 * Returns `llms.txt`: what a language model should know, and every page of the sidebar with its
 * first sentence.
 */
export function llmsText(sidebar: readonly DefaultTheme.SidebarItem[]): string {
  const all = new Map(pages().map(({ path, text }) => [path, text]))
  const sections = sidebar.map(({ text, items = [] }) => {
    const lines = items.map(({ text, link = '' }) => {
      const page = all.get(`${link.slice(1)}.md`)
      if (page === undefined) throw new Error(`The sidebar names ${link}, and there is no such page.`)
      const sentence = firstSentence(page)
      return `- [${text}](${link})${sentence && `: ${sentence}`}`
    })
    return `## ${text}\n\n${lines.join('\n')}`
  })
  return `${[(all.get('parts/llms.md') ?? '').trim(), ...sections].join('\n\n')}\n`
}

/** Returns the sentence below the title, if there is one. */
function firstSentence(page: string): string {
  const [, paragraph = ''] = fill(page).split('\n\n')
  if (!/^[A-Z]/.test(paragraph)) return ''
  const plain = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ')
  return /^.*?[.:](?= |$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain
}
