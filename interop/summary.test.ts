import { expect, test } from 'vitest'
import type { ServerResult } from './serverResult.ts'
import { serverResult } from './serverResult.ts'
import type { Listed } from './servers.ts'
import { linesOf } from './summary.ts'

const server = (language: string, without: Listed['without'] = {}): Listed => ({
  name: 'app',
  folder: 'app',
  language,
  packages: { npm: [] },
  needs: '',
  without,
  start: () => [],
})

const result = (
  language: string,
  ...outcome: Parameters<typeof serverResult>[2][]
): ServerResult[] => outcome.map((one) => serverResult(server(language), '1.0', one))

test('counts the checks of each language, and those that failed', () => {
  const results = [
    ...result('C', { open: null, ids: null }),
    ...result('Go', { open: null, ids: 'lost' }, { open: null }),
  ]
  expect(linesOf(results)).toEqual([
    'interop  C            1 server, 2 checks passed, 0 failed',
    'interop  Go           2 servers, 2 checks passed, 1 failed',
    'interop: 2 languages, 3 servers, 4 checks passed, 1 failed',
  ])
})

test('names what a server cannot show', () => {
  const { without } = serverResult(server('C', { nothing: 'it is a hub' }), '1.0', { open: null })
  expect(without).toEqual({ '204 ends a stream': 'it is a hub' })
})
