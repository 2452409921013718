import { readFileSync } from 'node:fs'

export type Framework = 'React' | 'Vue'

/** What a reader does: runs a command, or saves a file. */
export type Step = { readonly run: string } | { readonly save: string; readonly text: string }

const docs = new URL('../../docs/', import.meta.url)

/**
 * Reads a page of the docs as a user of one framework who does what its blocks of code say, in
 * their order.
 */
export function readPage(name: string, framework: Framework): readonly Step[] {
  const page = readFileSync(new URL(name, docs), 'utf8')
  // What stands beside the way, as a warning does, is not part of it.
  const way = page.replace(/^::: (?!code-group)\w[^]*?^:::$/gm, '')
  const blocks = way.matchAll(
    /^<<< @\/(\S+?)(?:\{\w+\})? \[(.+)\]$|^```(\w+)(?: \[(\w+)\])?\n([^]*?)^```$/gm,
  )
  return [...blocks].flatMap(
    ([, source, path = '', language, tab = framework, text = '']): Step[] => {
      if (source) return [{ save: path, text: readFileSync(new URL(source, docs), 'utf8') }]
      if (tab !== framework) return []
      if (language === 'sh')
        return text
          .trim()
          .split('\n')
          .map((command) => ({ run: command }))
      const [, file] = /^(?:\/\/|<!--) ([\w./-]+)/.exec(text) ?? []
      if (!file) throw new Error(`${name} does not say where to save this:\n${text}`)
      return [{ save: file, text }]
    },
  )
}
