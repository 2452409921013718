import { expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const whole = { lost: 0, twice: 0 }

test.each([
  { loss: { lost: 1, twice: 0 }, what: 'lost an event' },
  { loss: { lost: 0, twice: 1 }, what: 'got an event twice' },
  { loss: null, what: 'got nothing more' },
])('fails a fault after which a stream $what', ({ loss }) => {
  const seen = { first: 5, delay: 1, faults: { 'the proxy is killed': loss, reload: whole } }
  expect(verdictOf(seen)).toEqual({ passed: 1, failed: 1 })
})

test('fails a proxy through which nothing came', () => {
  expect(verdictOf({ first: null, delay: null, faults: {} })).toEqual({ passed: 0, failed: 1 })
})
