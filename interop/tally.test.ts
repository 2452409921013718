import { expect, test } from 'vitest'
import { tallyOf } from './tally.ts'

test.each([
  { numbers: [4, 5, 6], lost: 0, twice: 0, what: 'a whole stream, wherever it begins' },
  { numbers: [4, 6, 9], lost: 3, twice: 0, what: 'three that were left out' },
  { numbers: [4, 5, 5, 6], lost: 0, twice: 1, what: 'one that came again' },
  { numbers: [4, 5, 6, 4, 5, 6, 7], lost: 0, twice: 3, what: 'a stream that began again' },
  { numbers: [4, 6, 5, 7], lost: 1, twice: 1, what: 'two that changed places' },
])('counts $what', ({ numbers, lost, twice }) => {
  expect(tallyOf(numbers)).toMatchObject({ received: numbers.length, lost, twice })
})

test('counts a first number that was left out, where the one before it is known', () => {
  expect(tallyOf([3, 4], 0)).toMatchObject({ lost: 2, highest: 4 })
})
