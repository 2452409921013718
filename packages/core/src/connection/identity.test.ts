import { expect, test } from 'vitest'
import { createEventSourceClient } from './eventSourceClient.ts'
import { portableIdentityOf } from './identity.ts'
import type { ConnectionOptions } from './options.ts'

const url = 'https://alice:secret@a.test/prices?token=secret'

test('the identity that may leave the page holds the keys, and is none without a known user', () => {
  const of = (options: Partial<ConnectionOptions>) => portableIdentityOf({ url, ...options })
  const client = createEventSourceClient({ key: 'a', headers: () => ({}) })
  expect(of({ client, headers: () => ({}) })).not.toBe(of({ key: 'a', headers: () => ({}) }))
  expect(of({ key: 'a', withCredentials: true })).not.toBeNull()
  expect(of({ headers: () => ({}) })).toBeNull()
  expect(of({ headers: { a: '1' } })).toBeNull()
  expect(of({ withCredentials: true })).toBeNull()
})
