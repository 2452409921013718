import { expect, test } from 'vitest'
import { createHistory, type History } from '../src/shared/history.ts'

const empty = createHistory<number>(1000)

function add(history: History<number>, from: number, to: number): History<number> {
  for (let item = from; item <= to; item++) history = history.add(item)
  return history
}

const itemsOf = (history: History<number>) => Array.from({ length: history.length }, (_, index) => history.at(index))

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

test.each([0, 1, 255, 256, 257, 999, 1000, 1001, 1256, 5000])('keeps the newest thousand of %i', (count) => {
  expect(itemsOf(add(empty, 1, count))).toEqual(range(Math.max(1, count - 999), count))
})

test('is undefined outside of what it keeps', () => {
  const history = add(empty, 1, 1500)
  expect(history.at(-1)).toBeUndefined()
  expect(history.at(1000)).toBeUndefined()
})

test('never changes for whoever holds it', () => {
  const held = add(empty, 1, 1100)
  const before = itemsOf(held)
  add(held, 1101, 4000)
  expect(itemsOf(held)).toEqual(before)
})

test('may be continued in two ways', () => {
  const held = add(empty, 1, 10)
  const one = add(held, 11, 20)
  const other = add(held, 101, 110)
  expect(itemsOf(one)).toEqual(range(1, 20))
  expect(itemsOf(other)).toEqual([...range(1, 10), ...range(101, 110)])
})
