import { expect, test } from 'vitest'
import { pages } from '../scripts/pages.ts'

const reference = pages().filter(({ path }) => path.startsWith('reference/'))

test.each(reference)('$path has a sentence, a demo, usage, options, and what goes wrong, in this order', ({ text }) => {
  const [sentence = ''] = text.split('\n\n').slice(1)
  expect(sentence).toMatch(/^(<!-- sentence: \w+ -->|[A-Z].*\.)$/)
  const parts = ['\n<!-- demo: ', '\n## Usage\n', '\n## Options\n', '\n## What goes wrong\n']
  const places = parts.map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
