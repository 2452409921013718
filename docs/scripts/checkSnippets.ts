// Type-checks the code blocks of the pages and READMEs against the sources, each as a file of its own
// that a reader has pasted: ts, tsx, and the script of a Vue component. What it imports from the core
// it may import from an adapter as well, because the page offers that.
import ts from 'typescript'
import { blocksFolder, codeBlocks } from './codeBlocks.ts'
import { compilerOptions } from './compilerOptions.ts'

const blocks = codeBlocks()

for (const [file, block] of blocks) {
  for (const adapter of ['react', 'vue']) {
    const code = block.code.replaceAll("'@use-event-source/core'", `'@use-event-source/${adapter}'`)
    if (code !== block.code) blocks.set(file.replace(/(?=\.tsx?$)/, `.${adapter}`), { ...block, code })
  }
}

const host = ts.createCompilerHost(compilerOptions)
const read = host.readFile
// Every block is a module of its own.
host.readFile = (path) => {
  const block = blocks.get(path)
  return block ? `${block.code}\nexport {}\n` : read(path)
}
host.fileExists = (path) => blocks.has(path) || ts.sys.fileExists(path)
host.directoryExists = (path) => path.startsWith(blocksFolder) || ts.sys.directoryExists(path)
host.getSourceFile = (path, version) => {
  const code = host.readFile(path)
  return code === undefined ? undefined : ts.createSourceFile(path, code, version, true)
}

const program = ts.createProgram({ rootNames: [...blocks.keys()], options: compilerOptions, host })
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
