// Compares errors.md of the core with the sources: each message must have an entry with its words,
// where the message points, and each entry a message.
import { readFileSync } from 'node:fs'
import { failures, mistakes } from '@use-event-source/core/tools'
import ts from 'typescript'
import { documented, sourcesOf } from './tsdoc.ts'

const page = readFileSync(new URL('../../packages/core/errors.md', import.meta.url), 'utf8')
const problems: string[] = []

/**
 * The entries of the page, by their headings: a heading is the code of a message, and so its
 * anchor.
 */
const entries = new Map(
  page.split(/^(?=###? )/m).flatMap((entry) => {
    const [, code] = /^### (\S+)$/m.exec(entry) ?? []
    return code === undefined ? [] : [[code, entry] as const]
  }),
)

/**
 * Codes without a sentence of their own: the kinds of failures, and an error that carries the
 * message of a failure.
 */
const kinds = [...documented('FailureKind').text.matchAll(/^- `(\w+)`/gm)].map(([, kind]) => kind!)
const found = new Set([...kinds, 'lost-for-good'])

/** Looks up the fixed parts of a message in an entry. */
function lookUp(code: string, anchor: string, sentence: (...facts: string[]) => string) {
  const entry = entries.get(anchor)
  if (entry === undefined) return problems.push(`errors.md has no entry '${anchor}'`)
  for (const part of sentence(...Array<string>(sentence.length).fill('…')).split('…')) {
    if (part.trim().length > 3 && !entry.includes(part.trim())) {
      problems.push(`the entry '${anchor}' of errors.md lacks words of '${code}': ${part.trim()}`)
    }
  }
  return found.add(anchor)
}

/** Looks for a message that is explained twice: one of the two is from before, and no longer true. */
for (const [, code = ''] of page.matchAll(/^(?:- )?`[^`]+` \(`([\w-]+)`\):/gm)) {
  if (found.has(`(${code})`)) problems.push(`errors.md explains '${code}' twice`)
  found.add(`(${code})`)
  if (!(code in failures)) problems.push(`errors.md explains '${code}', which no message has`)
}

type Sentence = readonly [code: string, sentence: (...facts: string[]) => string]

for (const [code, sentence] of Object.entries(mistakes) as unknown as readonly Sentence[]) lookUp(code, code, sentence)
for (const [code, sentence] of Object.entries(failures) as unknown as readonly Sentence[]) {
  lookUp(code, code.split('-', 1)[0]!, sentence)
}

/** Finds errors and failures with words of their own, which belong into messages.ts. */
function lookForWords(node: ts.Node, file: URL) {
  const message = messageOf(node)?.getText() ?? ''
  if (/^['`]/.test(message))
    problems.push(`${file.pathname.split('/packages/')[1]!} has a message of its own: ${message}`)
  ts.forEachChild(node, (child) => lookForWords(child, file))
}

function messageOf(node: ts.Node): ts.Node | undefined {
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return node.arguments?.[0]
  if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node)) return undefined
  return node.name.getText() === 'message' ? node.initializer : undefined
}

for (const file of ['core', 'react', 'vue'].flatMap(sourcesOf)) {
  lookForWords(ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true), file)
}

for (const code of entries.keys())
  if (!found.has(code)) problems.push(`no message has the entry '${code}' of errors.md`)
for (const kind of kinds) if (!entries.has(kind)) problems.push(`errors.md has no entry '${kind}'`)

for (const problem of problems) console.error(problem)
console.log(
  `${Object.keys(mistakes).length + Object.keys(failures).length} messages looked up, ${problems.length} problems.`,
)
process.exitCode = problems.length > 0 ? 1 : 0
