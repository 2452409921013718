// What an editor says of the names in a block of code: their types and the first sentence of their
// TSDoc, from the sources. A block gets them with `hover` in its info string.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'
import { blocksFolder, codeBlocks, scriptsOf } from './codeBlocks.ts'
import { compilerOptions } from './compilerOptions.ts'
import { root } from './pages.ts'

/** A name in a block of code. */
export interface Hover {
  /** Its offsets in the block. */
  readonly start: number
  readonly end: number
  /** Its type, as an editor shows it, and below it the first sentence of its TSDoc. */
  readonly text: string
}

/** The names of each block that was asked for. A page is rendered for readers, and for the search. */
const found = new Map<string, readonly Hover[]>()

/** Returns the names of a block that have a type to show. */
export function hoversOf(block: string): readonly Hover[] {
  const hovers = found.get(block) ?? find(block)
  found.set(block, hovers)
  return hovers
}

function find(block: string): readonly Hover[] {
  // A page that is edited while the site is served has a new block.
  if (!compiled?.paths.has(block.trim())) compiled = compile()
  const { paths, service } = compiled
  const path = paths.get(block.trim())
  const program = service.getProgram()
  const source = path && program?.getSourceFile(path)
  if (!path || !program || !source) throw new Error(`There is no such block among those that are compiled:\n${block}`)
  const checker = program.getTypeChecker()
  const hovers: Hover[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isOurs(node, checker)) {
      const start = node.getStart(source)
      const text = textOf(service.getQuickInfoAtPosition(path, start))
      if (text) hovers.push({ start, end: node.end, text })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return hovers
}

let compiled: ReturnType<typeof compile> | undefined

/** Prepares all demos and marked blocks for the compiler. */
function compile() {
  /** The path of each block, by its text. */
  const paths = new Map<string, string>()
  /** What the compiler reads in place of a file on the disk, by its path. */
  const codes = new Map<string, string>()
  for (const [path, { info, text, code }] of codeBlocks()) {
    codes.set(path, `${code}\nexport {}\n`)
    if (/\bhover\b/.test(info)) paths.set(text.trim(), path)
  }
  for (const name of readdirSync(`${root}demos`)) {
    const [, extension] = /\.(tsx|vue)$/.exec(name) ?? []
    if (!extension) continue
    const text = readFileSync(`${root}demos/${name}`, 'utf8')
    const path = `${root}demos/${name}${extension === 'vue' ? '.ts' : ''}`
    if (extension === 'vue') codes.set(path, scriptsOf(text) ?? '')
    paths.set(text.trim(), path)
  }
  const read = (path: string) => codes.get(path) ?? ts.sys.readFile(path)
  const service = ts.createLanguageService({
    getCompilationSettings: () => compilerOptions,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [...paths.values()],
    // Nothing changes: without this, each question looks at every file again.
    getProjectVersion: () => '1',
    getScriptVersion: () => '',
    getScriptSnapshot(path) {
      const text = read(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    readDirectory: ts.sys.readDirectory,
    getDirectories: ts.sys.getDirectories,
    readFile: read,
    fileExists: (path) => codes.has(path) || existsSync(path),
    directoryExists: (path) => path.startsWith(blocksFolder) || ts.sys.directoryExists(path),
  })
  return { paths, service }
}

/** Whether a name comes from the block itself or from a package of ours: others have docs of their own. */
function isOurs(name: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(name)
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return target?.declarations?.some((each) => !each.getSourceFile().fileName.includes('/node_modules/')) ?? false
}

/** Longer types are a riddle, not a help. */
const longest = 320

function textOf(info: ts.QuickInfo | undefined): string {
  const shown = ts
    .displayPartsToString(info?.displayParts)
    .replace(/^\((?:alias|property|parameter|method|type parameter|local var)\) /, '')
    .replace(/\nimport [^]*$/, '')
    .replace(/ \(\+\d+ overloads?\)/, '')
  const type = inOneLine(shown)
  if (/^$|: any$|^React\./.test(type) || type.length > longest) return ''
  const [sentence = ''] = ts
    .displayPartsToString(info?.documentation)
    .replace(/\s+/g, ' ')
    .split(/(?<=\.) /)
  return [type, sentence].filter(Boolean).join('\n\n')
}

/** Writes each type of an object, from the inner ones on, into one line where it is short. */
function inOneLine(type: string): string {
  const shorter = type.replace(/\{\n([^{}]*)\n\s*\}/g, (whole, members: string) => {
    const line = `{ ${members.trim().replace(/;$/, '').replace(/\n\s+/g, ' ')} }`
    return line.length <= 60 ? line : whole
  })
  return shorter === type ? type : inOneLine(shorter)
}
