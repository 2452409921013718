import { fakeTransport } from '@use-event-source/testing'
import { expect, test } from 'vitest'
import { createEventSourceClient } from '../connection/eventSourceClient.ts'
import { text } from '../store/decode.ts'
import { createComponentSource } from '../view/componentSource.ts'
import type { SourceOptions } from '../view/componentSource.ts'
import { hearWarnings } from './hearWarnings.test.helper.ts'
import { messageOf } from './messages.ts'

/** Returns the warnings for a mounted component that is rendered with these options. */
function warningsFor(...renders: readonly SourceOptions[]): readonly string[] {
  const warnings = hearWarnings()
  const common = { events: { note: text }, transport: fakeTransport() }
  const source = createComponentSource('http://a.test/', { ...common, ...renders[0] })
  for (const options of renders) source.update({ ...common, ...options })
  return warnings
}

const alice = { authorization: 'Bearer alice' }
const bob = { Authorization: 'Bearer bob' }

// First, because what was said once is not said again.
test.each<readonly [string, readonly SourceOptions[]]>([
  [
    'a key',
    [
      { key: 'alice', headers: alice },
      { key: 'alice', headers: bob },
    ],
  ],
  [
    'the key of a client',
    [alice, bob].map((headers) => ({ client: createEventSourceClient({ key: 'alice' }), headers })),
  ],
  ['the same value', [{ headers: alice }, { headers: new Headers(alice) }]],
  ['another header', [{ headers: { ...alice, a: '1' } }, { headers: { ...alice, a: '2' } }]],
  ['functions', [{ headers: () => alice }, { headers: () => bob }]],
  ['headers that are not valid', [{ headers: alice }, { headers: { 'a b': '' } }]],
  ['a token that came late', [{}, { headers: alice }]],
])('nothing is said of %s', (_, renders) => {
  expect(warningsFor(...renders)).toEqual([])
})

test("an 'authorization' that changes without a key is warned of once, and not shown", () => {
  expect(warningsFor({ headers: alice }, { headers: bob }, { headers: alice })).toEqual([
    messageOf('user-unknown'),
  ])
})
