// Makes sure that the page of errors and the sources have the same messages: that each has an entry where it points to,
// in its own words, and that no entry is left of one that is gone.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { failures, mistakes } from '../../packages/core/src/development/messages.ts'
import { pages } from './pages.ts'
import { documented, sourcesOf } from './tsdoc.ts'

const page = pages().find(({ path }) => path === 'errors.md')?.text ?? ''
const problems: string[] = []

/** The entries of the page, by their anchors. */
const entries = new Map(
  page.split(/^(?=##)/m).flatMap((entry) => {
    const [, anchor] = /^##.*\{#([\w-]+)\}$/m.exec(entry) ?? []
    return anchor === undefined ? [] : [[anchor, entry] as const]
  }),
)

/** Entries of what is not said in words of our own: the kinds, an error whose message is that of a failure, and the rest. */
const kinds = [...documented('FailureKind').text.matchAll(/^- `(\w+)`/gm)].map(([, kind]) => kind!)
const others = new Set([...kinds, 'failures', 'lost-for-good', 'reported'])

/** Looks up the fixed parts of a message in an entry. */
function look(code: string, anchor: string, say: (...details: string[]) => string) {
  const entry = entries.get(anchor)
  if (entry === undefined) return problems.push(`docs/errors.md has no entry {#${anchor}}`)
  for (const part of say(...Array<string>(say.length).fill('…')).split('…')) {
    if (part.trim().length > 3 && !entry.includes(part.trim())) {
      problems.push(`{#${anchor}} of docs/errors.md does not say of '${code}': ${part.trim()}`)
    }
  }
  return others.add(anchor)
}

type Sentence = readonly [code: string, say: (...details: string[]) => string]

for (const [code, say] of Object.entries(mistakes) as unknown as readonly Sentence[]) look(code, code, say)
for (const [code, say] of Object.entries(failures) as unknown as readonly Sentence[]) {
  look(code, code.split('-', 1)[0]!, say)
}
/** Finds errors and failures with words of their own: in an adapter they may have them, if they point to their entry. */
function lookForWords(node: ts.Node, file: URL) {
  const message = messageOf(node)?.getText() ?? ''
  if (/^['`]/.test(message)) {
    const words = [...message.matchAll(/'([^']*)'/g)].map(([, part]) => part).join('')
    const [, sentence = message, anchor = ''] =
      /^(.*) \(errors\.md#([\w-]+) in @use-event-source\/core\)$/.exec(words) ?? []
    look(file.pathname.split('/packages/')[1]!, anchor, () => sentence)
  }
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

for (const anchor of entries.keys())
  if (!others.has(anchor)) problems.push(`{#${anchor}} of docs/errors.md is of no message`)
for (const kind of kinds) if (!entries.has(kind)) problems.push(`docs/errors.md has no entry {#${kind}}`)

for (const problem of problems) console.error(problem)
console.log(
  `${Object.keys(mistakes).length + Object.keys(failures).length} messages looked up, ${problems.length} problems.`,
)
process.exitCode = problems.length > 0 ? 1 : 0
