import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { pages, root } from './pages.ts'

/** A block of code, as a file of its own that a reader has pasted. */
export interface Block {
  readonly page: string
  /** The line of the page before its first one. */
  readonly line: number
  /** What follows the language in its first line. */
  readonly info: string
  /** The block word by word. */
  readonly text: string
  /** The code in it: of a Vue component the scripts alone, in their places. */
  readonly code: string
}

const readmes = ['', ...readdirSync(`${root}../packages`).map((name) => `packages/${name}/`)]
  .flatMap((folder) => [`../${folder}README.md`, `../${folder}skills/use-event-source/SKILL.md`])
  .filter((path) => existsSync(root + path))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))

/** The folder of the blocks, which exists for the compiler alone. */
export const blocksFolder: string = `${root}.blocks`

/**
 * Returns the blocks of the pages and READMEs by their paths: ts, tsx and Vue. Skips a block with
 * `nocheck` in its info string: code of another library, which is not installed here.
 */
export function codeBlocks(): Map<string, Block> {
  const blocks = new Map<string, Block>()
  for (const { path, text } of [...pages(), ...readmes]) {
    for (const [, file = ''] of text.matchAll(/^<<< @\/snippets\/([\w-]+\.tsx?)/gm)) {
      const code = readFileSync(`${root}snippets/${file}`, 'utf8')
      blocks.set(`${blocksFolder}/${path}/${file}`, { page: `snippets/${file}`, line: 0, info: '', text: code, code })
    }
    for (const match of text.matchAll(/^( *)```(tsx?|vue)(?![\w-])(.*)\n([^]*?)^\1```$/gm)) {
      const [, , language = '', info = '', block = ''] = match
      if (/\bnocheck\b/.test(info)) continue
      const line = text.slice(0, match.index).split('\n').length
      // A folder for each page. A block that begins with the name of a file can be imported by the
      // others.
      const folder = `${blocksFolder}/${path.replace(/^\.\.\/(packages\/)?/, '')}`
      const [, file] = /^\/\/ (?:src\/)?([\w-]+\.tsx?)\n/.exec(block) ?? []
      const code = language === 'vue' ? scriptsOf(block) : block
      if (code === undefined) continue
      const name = language !== 'vue' && file ? file : `${line}.${language === 'vue' ? 'ts' : language}`
      blocks.set(`${folder}/${name}`, { page: path, line, info, text: block, code })
    }
  }
  return blocks
}

/** Returns a Vue component with blanks for all but its scripts. A template is not checked. */
export function scriptsOf(component: string): string | undefined {
  const scripts = [...component.matchAll(/(<script[^>]*>)([^]*?)<\/script>/g)]
  if (scripts.length === 0) return undefined
  let end = 0
  const parts = scripts.map(({ index, 1: open = '', 2: code = '' }) => {
    const before = blank(component.slice(end, index + open.length))
    end = index + open.length + code.length
    return before + code
  })
  return parts.join('')
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')
