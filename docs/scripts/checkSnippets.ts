// Type-checks the code blocks of the pages and READMEs against the sources, each as a file of its own
// that a reader has pasted: ts, tsx, and the script of a Vue component. What it imports from the core
// it may import from an adapter as well, because the page offers that. Skips a block with `nocheck` in
// its info string: code of another library, which is not installed here.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'
import { pages, root } from './pages.ts'

interface Block {
  readonly page: string
  /** The line of the page before its first one. */
  readonly line: number
  readonly code: string
}

const readmes = ['', ...readdirSync(`${root}../packages`).map((name) => `packages/${name}/`)]
  .flatMap((folder) => [`../${folder}README.md`, `../${folder}skills/use-event-source/SKILL.md`])
  .filter((path) => existsSync(root + path))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))

const blocks = new Map<string, Block>()
for (const { path, text } of [...pages(), ...readmes]) {
  for (const [, file = ''] of text.matchAll(/^<<< @\/snippets\/([\w-]+\.tsx?)/gm)) {
    blocks.set(`${root}.blocks/${path}/${file}`, {
      page: `snippets/${file}`,
      line: 0,
      code: snippet(file),
    })
  }
  for (const match of text.matchAll(/^( *)```(tsx?|vue)(?![\w-])(.*)\n([^]*?)^\1```$/gm)) {
    const [, , language = '', info = '', code = ''] = match
    if (/\bnocheck\b/.test(info)) continue
    const line = text.slice(0, match.index).split('\n').length
    // A folder for each page. A block that begins with the name of a file can be imported by the
    // others.
    const folder = `${root}.blocks/${path.replace(/^\.\.\/(packages\/)?/, '')}`
    const name = `${folder}/${line}`
    const [, file] = /^\/\/ (?:src\/)?([\w-]+\.tsx?)\n/.exec(code) ?? []
    if (language !== 'vue') blocks.set(file ? `${folder}/${file}` : `${name}.${language}`, { page: path, line, code })
    else for (const block of scriptOf(code, { page: path, line, code })) blocks.set(`${name}.ts`, block)
  }
}

for (const [file, block] of blocks) {
  for (const adapter of ['react', 'vue']) {
    const code = block.code.replaceAll("'@use-event-source/core'", `'@use-event-source/${adapter}'`)
    if (code !== block.code) blocks.set(file.replace(/(?=\.tsx?$)/, `.${adapter}`), { ...block, code })
  }
}

function snippet(file: string) {
  return readFileSync(`${root}snippets/${file}`, 'utf8')
}

/** Returns the script of a Vue component. Its template is not checked. */
function scriptOf(component: string, block: Block): Block[] {
  const [whole, open = '', code = ''] = /(<script[^>]*>\n)([^]*?)<\/script>/.exec(component) ?? []
  if (whole === undefined) return []
  const before = component.slice(0, component.indexOf(whole) + open.length)
  return [{ ...block, line: block.line + before.split('\n').length - 1, code }]
}

const { config } = ts.readConfigFile(`${root}../tsconfig.json`, (path) => readFileSync(path, 'utf8'))
const { options } = ts.parseJsonConfigFileContent({ compilerOptions: config.compilerOptions }, ts.sys, `${root}..`)
const host = ts.createCompilerHost({
  ...options,
  noUnusedLocals: false,
  noUnusedParameters: false,
})
const read = host.readFile
// Every block is a module of its own.
host.readFile = (path) => {
  const block = blocks.get(path)
  return block ? `${block.code}\nexport {}\n` : read(path)
}
host.fileExists = (path) => blocks.has(path) || ts.sys.fileExists(path)
host.directoryExists = (path) => path.startsWith(`${root}.blocks`) || ts.sys.directoryExists(path)
host.getSourceFile = (path, version) => {
  const code = host.readFile(path)
  return code === undefined ? undefined : ts.createSourceFile(path, code, version, true)
}

const program = ts.createProgram({
  rootNames: [...blocks.keys()],
  options: {
    ...options,
    types: ['node', 'vite/client'],
    noUnusedLocals: false,
    noUnusedParameters: false,
    noEmit: true,
  },
  host,
})
// Errors in the sources are left to the compiler, which checks those too.
const found = ts.getPreEmitDiagnostics(program).filter(({ file }) => !file || !file.fileName.includes('/packages/'))

for (const { file, start = 0, messageText } of found) {
  const block = file && blocks.get(file.fileName)
  const at = file ? ts.getLineAndCharacterOfPosition(file, start).line + 1 : 0
  const place = block ? `docs/${block.page}:${block.line + at}` : (file?.fileName ?? '')
  console.error(`${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
}
console.log(`${blocks.size} blocks of code checked, ${found.length} errors.`)
process.exitCode = found.length > 0 ? 1 : 0
