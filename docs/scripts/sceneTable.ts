import { readFileSync } from 'node:fs'
import { toMarkdown } from './markdownTable.ts'

const scenes = new URL('../../playground/src/shell/scenes.ts', import.meta.url)

/** Returns what each scene of the playground shows, in its own words, and the page that explains it. */
export function sceneTable(): string {
  // To import the scenes would make their stores.
  const found = readFileSync(scenes, 'utf8').matchAll(
    /^ {4}title: '(.+)',\n {4}text: '(.+)',\n[^}]*?^ {4}page: '(.+)',$/gm,
  )
  const rows = [...found].map(([, title = '', text = '', page = '']) => [`[${title}](/${page})`, text])
  return toMarkdown([['scene', 'what it shows'], ...rows])
}
