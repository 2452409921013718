import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPreflights } from './preflights.ts'

beforeEach(() => void vi.stubGlobal('origin', 'http://page.test'))
afterEach(() => void vi.unstubAllGlobals())

const url = 'http://api.test/prices'

test('a URL of another origin is suspected from its second failure on', () => {
  const { failed } = createPreflights()
  expect([failed(url), failed(url), failed(`${url}2`)]).toEqual([false, true, false])
})

test('an origin that has answered once is down, and not suspected', () => {
  const { failed, allowed } = createPreflights()
  allowed(`${url}2`)
  expect([failed(url), failed(url)]).toEqual([false, false])
})

test('the page itself needs no permission', () => {
  const { failed } = createPreflights()
  const own = 'http://page.test/prices'
  expect([failed(own), failed(own)]).toEqual([false, false])
})

test('remembers a limited number of failures, where a page puts something new into each URL', () => {
  const { failed } = createPreflights()
  failed(url)
  for (let time = 0; time < 100; time++) failed(`${url}?time=${time}`)
  expect([failed(url), failed(url)]).toEqual([false, true])
})
