import { readFileSync } from 'node:fs'
import type { DefaultTheme } from 'vitepress'
import { plainPage } from './plainPage.ts'

const skill = new URL('../../packages/core/skills/use-event-source/SKILL.md', import.meta.url)

interface Listed {
  readonly title: string
  /** Its path below `docs/`. */
  readonly path: string
}

/** Returns the pages of the sidebar, by their sections. */
export function listed(sidebar: readonly DefaultTheme.SidebarItem[]): ReadonlyMap<string, readonly Listed[]> {
  return new Map(
    sidebar.map(({ text = '', items = [] }) => [
      text,
      items.map(({ text: title = '', link = '' }) => ({ title, path: `${link.slice(1)}.md` })),
    ]),
  )
}

/**
 * Returns `llms.txt`: what a language model should know, which is the skill that the packages bring,
 * and every page of the sidebar, as Markdown, with its first sentence.
 */
export function llmsText(sidebar: readonly DefaultTheme.SidebarItem[], base: string): string {
  const sections = [...listed(sidebar)].map(([section, pages]) => {
    const lines = pages.map(({ title, path }) => {
      const sentence = firstSentence(plainPage(path))
      return `- [${title}](${base}${path})${sentence && `: ${sentence}`}`
    })
    return `## ${section}\n\n${lines.join('\n')}`
  })
  const [, knowledge = ''] = readFileSync(skill, 'utf8').split(/^---\n[^]*?\n---\n/m)
  return `${[knowledge.trim(), ...sections].join('\n\n')}\n`
}

/** Returns `llms-full.txt`: every page of the sidebar, one after the other. */
export function llmsFullText(sidebar: readonly DefaultTheme.SidebarItem[]): string {
  const pages = [...listed(sidebar).values()].flat()
  return pages.map(({ path }) => plainPage(path)).join('\n---\n\n')
}

/** Returns the sentence below the title, if there is one. */
export function firstSentence(page: string): string {
  const [, paragraph = ''] = page.split('\n\n')
  if (!/^[A-Z]/.test(paragraph)) return ''
  const plain = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ')
  return /^.*?[.:](?= |$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain
}
