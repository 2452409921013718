import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { sources } from './sources.js'

const root = join(import.meta.dirname, '..')

/** What users import from, package by package. */
const entries = readdirSync(join(root, 'packages')).flatMap((folder) => {
  const { name, exports } = JSON.parse(
    readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
  )
  return Object.keys(exports).map((path) => name + path.slice(1))
})

test('tsconfig.json names the source of every entry, and has no name that is not published', () => {
  const names = [...sources.keys()].filter((name) => !name.startsWith('#'))
  expect(names.toSorted()).toEqual(entries.toSorted())
})

test('what the packages export is what was decided', { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram([...sources.values()], options)
  const checker = program.getTypeChecker()
  const isValue = (symbol: ts.Symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return (target.flags & ts.SymbolFlags.Value) !== 0
  }
  const listed = entries.map((name) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(sources.get(name)!)!)!
    const names = checker
      .getExportsOfModule(module)
      .map((symbol) => (isValue(symbol) ? '' : 'type ') + symbol.name)
    return `${name}\n${names
      .sort()
      .map((name) => `  ${name}`)
      .join('\n')}`
  })
  expect(listed.join('\n\n')).toMatchSnapshot()
})
