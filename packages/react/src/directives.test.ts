import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const directive = /^'use client'/

test('hooks and the provider are marked for the client, and what a server component may call is not', () => {
  const index = read('index.ts')
  const own = [...index.matchAll(/^export \{.*\} from '\.\/(.*)'/gm)].map(([, file]) => file!)
  expect(own.length).toBeGreaterThan(5)
  expect(own.filter((file) => !directive.test(read(file)))).toEqual([])
  // With the directive here, `json` and all else of the core would be a reference to the client.
  expect(index).not.toMatch(directive)
})
