import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { base } from '../packages/devtools/src/panel/styles/base.ts'

/** The custom properties of a style sheet, without the spaces of its format. */
const propertiesOf = (css: string): Record<string, string> =>
  Object.fromEntries(
    [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name,
      value!.replaceAll(/\s+/g, ' '),
    ]),
  )

// A published package cannot import a file of the playground.
test('the devtools have the colours and types of the playground and of the docs', () => {
  const tokens = new URL('../playground/src/shell/styles/tokens.css', import.meta.url)
  const panel = propertiesOf(base.slice(0, base.indexOf('}')))
  expect(Object.keys(panel).length).toBeGreaterThan(15)
  expect(propertiesOf(readFileSync(tokens, 'utf8'))).toMatchObject(panel)
})
