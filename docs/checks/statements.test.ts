import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Sentences that were wrong before, and the line of the sources that makes each true. */
const statements: readonly (readonly [page: string, sentence: string, source: string, line: string])[] = [
  [
    'packages/core/errors.md',
    'the `body` up to 16 KiB',
    'packages/core/src/transports/body.ts',
    'const [mostBytes, longestWait] = [16_384, 1000]',
  ],
  [
    'docs/reference/transports.md',
    'up to 16 KiB of its `body`',
    'packages/core/src/transports/body.ts',
    'const [mostBytes, longestWait] = [16_384, 1000]',
  ],
  [
    'docs/guide/server.md',
    'a random part of it on top, of 1 s at least and 60 s at most',
    'packages/core/src/connection/retry.ts',
    'Math.min(Math.max(retryAfter, 1000), 60_000)',
  ],
  [
    'docs/guide/auth.md',
    'The error is on the console, and not in the failure',
    'packages/core/src/transports/optionFailure.test.ts',
    'is reported and retried in the same way',
  ],
  [
    'docs/guide/security.md',
    'is written to the console, and is not in the failure',
    'packages/core/src/transports/optionFailure.test.ts',
    'is reported and retried in the same way',
  ],
  [
    'packages/core/src/transports/failure.ts',
    'in production a code with its facts. Never contains a header or a',
    'packages/core/src/development/production.ts',
    'messageOf',
  ],
  ['docs/start.md', 'Vue returns refs, but for `latest`', 'packages/vue/src/useEventSource.ts', 'readonly latest: '],
  [
    'docs/reference/transports.md',
    'Chromium requests the final URL, Firefox and WebKit the first',
    'packages/core/conformance/engines.ts',
    'redirect',
  ],
]

test.each(statements)('%s: “%s”', (page, sentence, source, line) => {
  expect(read(page)).toContain(sentence)
  expect(read(source)).toContain(line)
})

test('README says how large VueUse is beside us, as it was measured', () => {
  const { rows } = JSON.parse(read('docs/public/bench/results.json')).size.result.tables[0]
  const gzip = (name: string) => Number(rows.find(([row]: [string]) => row === name)[3])
  const ratio = gzip('ours, Vue') / gzip('@vueuse/core useEventSource')
  const parts = { 9: 'a ninth', 10: 'a tenth', 11: 'an eleventh', 12: 'a twelfth' }
  const part = parts[Math.round(ratio) as keyof typeof parts]
  expect(read('README.md')).toContain(`It is ${part} of our size`)
})
