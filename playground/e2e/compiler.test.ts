import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileReact } from '../../scripts/compileReact.js'

const folder = join(import.meta.dirname, '../src/react')

/** The components of a file, by the names that the language gives them. */
const componentsIn = (code: string) =>
  [...code.matchAll(/function ([A-Z]\w*)\(/g)].map(([, name]) => name!)

const files = readdirSync(folder).filter(
  (file) => componentsIn(readFileSync(join(folder, file), 'utf8')).length > 0,
)

test.each(files)('the React Compiler rewrites every component of %s', (file) => {
  const code = readFileSync(join(folder, file), 'utf8')
  // Throws at a component that it cannot rewrite.
  const compiled = compileReact(code, join(folder, file)).code
  for (const component of componentsIn(code)) {
    expect(compiled).toMatch(
      new RegExp(`function ${component}\\([^)]*\\) \\{\\s+const \\$ = _c\\(`),
    )
  }
})
