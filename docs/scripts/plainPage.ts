import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fill } from './fill.ts'
import { root } from './pages.ts'

/**
 * Returns a page as plain Markdown: its placeholders filled, and the files in it that VitePress puts
 * there. Programs that read read this.
 */
export function plainPage(path: string): string {
  const text = readFileSync(root + path, 'utf8')
  const included = text.replace(/^<!--@include: (\S+)-->$/gm, (_, file: string) =>
    readFileSync(join(root, dirname(path), file), 'utf8'),
  )
  return (
    fill(included.replace(/^---\n[^]*?\n---\n/, ''))
      .replace(
        /^<<< @\/(\S+?)(?:\{(\w+)[^}]*\})?(?: \[(.+)\])?$/gm,
        (_, file: string, language?: string, title?: string) => fenced(file, language, title),
      )
      // What draws itself has no words, and a drawing says the same in its title.
      .replace(/^<div class="picture"><svg[^]*?<title>([^<]*)<\/title>[^]*?<\/svg><\/div>$/gm, '$1')
      .replace(/^<\/?(Demo|MachineTable|figure)\b.*>\n*/gm, '')
      .replace(/^::: ?code-group\n+|^:::\n*$/gm, '')
      .replace(/^```(\w+) hover/gm, '```$1')
      .replace(/^```(\w+)(?:\{\w+\})? \[(.+)\]$/gm, '$2:\n\n```$1')
      .replace(/^::: (\w+) ?(.*)$/gm, '**$2**')
      .replace(/\n{3,}/g, '\n\n')
      .trim() + '\n'
  )
}

function fenced(file: string, language = file.split('.').at(-1), title?: string) {
  const code = readFileSync(root + file, 'utf8').trim()
  return `\`\`\`${language}${title ? ` [${title}]` : ''}\n${code}\n\`\`\``
}
