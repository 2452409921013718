import { describe, expect, test } from 'vitest'
import { createEventSourceClient } from './eventSourceClient.ts'
import { portableIdentityOf, resumeNameOf } from './identity.ts'
import type { ConnectionOptions } from './options.ts'

const url = 'https://alice:secret@a.test/prices?token=secret'
const nameOf = (options: Partial<ConnectionOptions>) => resumeNameOf({ url, ...options })

describe('the name of a stored id', () => {
  test('has method, origin and path to read, and no secret', () => {
    const client = createEventSourceClient({ key: 'secret' })
    const plain = 'https://a.test/prices'
    const body = 'secret'
    expect(nameOf({ url: `${plain}?token=secret`, method: 'post', body, client })).toMatch(
      /^POST https:\/\/a\.test\/prices [0-9a-z]+$/,
    )
    expect(nameOf({ url: () => plain, key: 'secret' })).toMatch(
      /^GET http:\/\/url\.function\/ [0-9a-z]+$/,
    )
    expect(nameOf({ key: 'k', headers: { authorization: 'secret' } })).not.toContain('secret')
  })

  test('is another one for another user, query, method or body, and for nothing else', () => {
    const headers = { a: '1' }
    const names = [
      nameOf({}),
      nameOf({ url: `${url}2` }),
      nameOf({ method: 'POST' }),
      nameOf({ method: 'POST', body: 'x' }),
      nameOf({ key: 'a' }),
      nameOf({ client: createEventSourceClient({ key: 'a' }) }),
      nameOf({ key: 'a', client: createEventSourceClient({ key: 'a' }) }),
    ]
    expect(new Set(names).size).toBe(names.length)
    expect(nameOf({ client: createEventSourceClient(), retry: false })).toBe(names[0])
    expect(nameOf({ key: 'a', headers })).toBe(nameOf({ key: 'a' }))
  })

  test('is none where only headers, credentials or a function would say whose stream it is', () => {
    expect(nameOf({ headers: () => ({}) })).toBeNull()
    expect(nameOf({ headers: { authorization: 'Bearer 1' } })).toBeNull()
    expect(nameOf({ withCredentials: true })).toBeNull()
    expect(nameOf({ url: () => url })).toBeNull()
  })
})

test('the identity that may leave the page holds the keys, and is none without a known user', () => {
  const of = (options: Partial<ConnectionOptions>) => portableIdentityOf({ url, ...options })
  const client = createEventSourceClient({ key: 'a', headers: () => ({}) })
  expect(of({ client, headers: () => ({}) })).not.toBe(of({ key: 'a', headers: () => ({}) }))
  expect(of({ key: 'a', withCredentials: true })).not.toBeNull()
  expect(of({ headers: () => ({}) })).toBeNull()
  expect(of({ headers: { a: '1' } })).toBeNull()
  expect(of({ withCredentials: true })).toBeNull()
})
