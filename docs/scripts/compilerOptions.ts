import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { root } from './pages.ts'

const { config } = ts.readConfigFile(`${root}../tsconfig.json`, (path) => readFileSync(path, 'utf8'))
const { options } = ts.parseJsonConfigFileContent({ compilerOptions: config.compilerOptions }, ts.sys, `${root}..`)

/** How the blocks of code are compiled: as our own code is, but names may be left unused. */
export const compilerOptions: ts.CompilerOptions = {
  ...options,
  types: ['node', 'vite/client'],
  noUnusedLocals: false,
  noUnusedParameters: false,
  noEmit: true,
}
