// Makes sure that the page of errors has every message that the sources throw or put into a failure.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { pages } from './pages.ts'
import { sourcesOf } from './tsdoc.ts'

const page = pages().find(({ path }) => path === 'errors.md')?.text ?? ''
const missing: string[] = []
let count = 0

/** Looks up each message: the text of an error that is made, and whatever is called `message`. */
function look(node: ts.Node, file: URL) {
  const message = messageOf(node)
  for (const part of message ? partsOf(message) : []) {
    count++
    if (!page.includes(part)) missing.push(`${file.pathname.split('/packages/')[1]}: ${part}`)
  }
  ts.forEachChild(node, (child) => look(child, file))
}

function messageOf(node: ts.Node): ts.Node | undefined {
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return node.arguments?.[0]
  if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node)) return undefined
  return node.name.getText() === 'message' ? node.initializer : undefined
}

/** Returns the fixed parts of a message that are long enough to tell it from others. */
function partsOf(message: ts.Node): string[] {
  const parts: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const part = node.text.trim()
      if (part.length > 8) parts.push(part)
    } else if (ts.isTemplateExpression(node)) ts.forEachChild(node, visit)
    else if (ts.isTemplateSpan(node)) visit(node.literal)
    else if (ts.isCallExpression(node)) ts.forEachChild(node.expression, visit)
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression)
  }
  visit(message)
  return parts
}

for (const file of ['core', 'react', 'vue'].flatMap(sourcesOf)) {
  look(ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true), file)
}
for (const each of missing) console.error(`docs/errors.md does not have a message of ${each}`)
console.log(`${count} parts of messages looked up, ${missing.length} missing.`)
process.exitCode = missing.length > 0 ? 1 : 0
