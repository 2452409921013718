import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import type * as development from './development.ts'
import * as production from './production.ts'

test('both twins have the same names, and the same types', () => {
  const twin: typeof development = production
  expect(Object.keys(twin).toSorted()).toEqual([
    'eventSourceDevtools',
    'mount',
    'showButton',
    'showInVueDevtools',
  ])
})

/** Bundles a program on this package as a bundler does that builds for production. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    alias: { '#devtools': join(import.meta.dirname, 'production.ts') },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  })
  return outputFiles[0]!.text.trim()
}

test('an import for its effect leaves no byte in production', async () => {
  expect(await bundled("import './index.ts'")).toBe('')
})

test('a call for Vue DevTools leaves none either', async () => {
  const program = "import { showInVueDevtools } from './vue.ts'; showInVueDevtools({}, {})"
  expect(await bundled(program)).toBe('')
})

test('a panel in production is nothing', async () => {
  expect(
    (await bundled("import { mount } from './panel.ts'; mount(document.body)()")).length,
  ).toBeLessThan(50)
})
