// Reads the TSDoc of the sources, so that the pages repeat it word by word.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const packages = new URL('../../packages/', import.meta.url)

/** A name that a package exports, and its TSDoc. */
export interface Documented {
  /** The comment without its tags, as Markdown. */
  readonly text: string
  /** For an interface: its members, in order. */
  readonly members: readonly Member[]
}

interface Member {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly default: string
}

/** Returns the source files of a package, tests left out. */
export function sourcesOf(name: string): URL[] {
  const src = new URL(`${name}/src/`, packages)
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d)\./.test(file))
    .map((file) => new URL(file, src))
}

let byName: Map<string, Documented> | undefined

/** Returns the TSDoc of a name. */
export function documented(name: string): Documented {
  const found = (byName ??= collectAll()).get(name)
  if (!found) throw new Error(`No source documents '${name}'.`)
  return found
}

function collectAll() {
  const all = new Map<string, Documented>()
  for (const name of ['core', 'react', 'vue', 'tabs', 'testing']) {
    const own = new Map<string, Documented>()
    for (const file of sourcesOf(name)) {
      collect(ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true), own)
    }
    // React and Vue export the same names with the same texts: the first one is used.
    for (const [name, found] of own) if (!all.has(name)) all.set(name, found)
  }
  return all
}

function collect(source: ts.SourceFile, all: Map<string, Documented>) {
  ts.forEachChild(source, (node) => {
    const name = nameOf(node)
    if (!name) return
    const { text } = commentOf(node)
    const members = ts.isInterfaceDeclaration(node) ? node.members.flatMap((member) => read(member, source)) : []
    // Of overloads, the one with the longest text is the general one.
    if (text.length >= (all.get(name)?.text.length ?? 0)) all.set(name, { text, members })
  })
}

/** Returns the name that a statement declares. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    return node.name?.text
  return ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.name.getText() : undefined
}

function read(member: ts.TypeElement, source: ts.SourceFile): Member[] {
  if (!member.name || (!ts.isPropertySignature(member) && !ts.isMethodSignature(member))) return []
  const name = member.name.getText(source)
  const { text, tags } = commentOf(member)
  const type = ts.isPropertySignature(member)
    ? (member.type?.getText(source) ?? '')
    : member.getText(source).slice(name.length).replace(/;$/, '')
  return [{ name, type: type.replace(/ \| undefined$/, ''), text, default: tags.get('default') ?? '' }]
}

function commentOf(node: ts.Node) {
  const comment = ts.getJSDocCommentsAndTags(node).find((each) => ts.isJSDoc(each))
  const tags = new Map(comment?.tags?.map((tag) => [tag.tagName.text, textOf(tag.comment)]))
  return { text: textOf(comment?.comment), tags }
}

const textOf = (comment: Parameters<typeof ts.getTextOfJSDocComment>[0]) => ts.getTextOfJSDocComment(comment) ?? ''
