import { readFileSync } from 'node:fs'

/** What a reader does with a block of code. */
export type Deed =
  | { readonly kind: 'run'; readonly commands: readonly string[] }
  | { readonly kind: 'save'; readonly path: string; readonly text: string }

const docs = new URL('../docs/', import.meta.url)

/** Reads a page of the docs as somebody who does what it says, with one framework: what to run and what to save, in order. */
export function readPage(name: string, framework: 'React' | 'Vue'): readonly Deed[] {
  const page = readFileSync(new URL(name, docs), 'utf8')
  // What stands beside the way, as a warning does, is not part of it.
  const way = page.replace(/^::: (?!code-group)\w[^]*?^:::$/gm, '')
  const blocks = way.matchAll(/^<<< @\/(\S+?)(?:\{\w+\})? \[(.+)\]$|^```(\w+)(?: \[(\w+)\])?\n([^]*?)^```$/gm)
  return [...blocks].flatMap(([, source, path = '', language, tab = framework, text = '']) => {
    if (source) return { kind: 'save', path, text: readFileSync(new URL(source, docs), 'utf8') }
    if (tab !== framework) return []
    if (language === 'sh') return { kind: 'run', commands: text.trim().split('\n') }
    const [, file] = /^(?:\/\/|<!--) ([\w./-]+)/.exec(text) ?? []
    if (!file) throw new Error(`${name} does not say where to save this:\n${text}`)
    return { kind: 'save', path: file, text }
  })
}
