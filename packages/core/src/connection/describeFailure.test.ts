import { expect, test } from 'vitest'
import type { Failure, FailureKind } from '../transports/failure.ts'
import { describeFailure } from './describeFailure.ts'

const kinds: Record<FailureKind, string> = {
  network: 'The server cannot be reached.',
  http: 'The server is busy.',
  protocol: 'The server gave an unexpected answer.',
  timeout: 'The server does not answer.',
  ended: 'The stream has ended.',
  decode: 'Some data could not be read.',
  overflow: 'Some data was too large.',
  stream: 'The server reported an error.',
}

const of = (kind: FailureKind): Failure => ({
  kind,
  message: 'https://a.test/?token=s3cret',
  ...(kind === 'http' ? { status: 503 } : {}),
})

test.each(Object.entries(kinds) as [FailureKind, string][])(
  '%s is a sentence without an address',
  (kind, sentence) => {
    expect(describeFailure(of(kind))).toBe(sentence)
  },
)

test.each([
  [400, 'The server refused the request.'],
  [401, 'You are not signed in.'],
  [403, 'You have no access.'],
  [404, 'There is nothing here.'],
  [410, 'There is nothing here any more.'],
  [429, 'There were too many requests.'],
  [502, 'The server is busy.'],
])('a status of %i is said in words', (status, sentence) => {
  expect(describeFailure({ ...of('http'), status })).toBe(sentence)
})

test('what happens next follows, in whole seconds', () => {
  const next = (retryAt: number | null, willRetry = true) =>
    describeFailure({ ...of('timeout'), willRetry, retryAt }, 1000)
  expect(next(4900)).toBe('The server does not answer. Next try in 4 s.')
  expect(next(0)).toBe('The server does not answer. Next try in 0 s.')
  expect(next(null)).toBe('The server does not answer. Trying again.')
  expect(next(null, false)).toBe('The server does not answer.')
})
