import { expect, test } from 'vitest'
import { checkOptions } from './checkOptions.ts'
import { json, text } from '../store/decode.ts'

const url = 'http://a.test/'
const check = (options: object) => () => checkOptions(options as Parameters<typeof checkOptions>[0], json)

test('options that are right pass', () => {
  expect(check({ url, events: { message: json(), note: text, size: (data: string) => data.length } })).not.toThrow()
  expect(
    check({ url: new URL(url), events: { message: text }, retry: false, linger: 0, method: undefined }),
  ).not.toThrow()
})

test.each(['error', 'open', 'message', 'constructor', '__proto__'])("an event may be named '%s'", (name) => {
  expect(check({ url, events: Object.fromEntries([[name, text]]) })).not.toThrow()
  expect(check({ url, events: Object.fromEntries([[name, null]]) })).toThrow(`Cannot decode '${name}'`)
})

test('an unknown option is named, with those there are', () => {
  expect(check({ url, events: { message: text }, retries: 3 })).toThrow(
    /^Unknown option 'retries': give some of url, events, .*retry/,
  )
  expect(check({ url, events: { message: text }, toString: 1 })).toThrow("Unknown option 'toString'")
})

test.each([[undefined], [null], [{}], ['message'], [text]])(
  "events: %o is answered with what 'events' is for",
  (events) => {
    expect(check({ url, events })).toThrow("Name the event types in the 'events' option, such as { message: json() }.")
  },
)

test.each([[undefined], [null], [7], ['json'], [json], [{}], [{ parse: text }]])(
  'a decoder cannot be %o',
  (decoder) => {
    expect(check({ url, events: { message: text, price: decoder } })).toThrow(
      "Cannot decode 'price': give json(), text, a function or a Standard Schema in 'events'.",
    )
  },
)

test('all mistakes are TypeErrors', () => {
  for (const options of [
    {},
    { url, events: {} },
    { url, events: { a: 1 } },
    { nope: 1 },
    { url, events: { a: text }, body: 'x' },
  ]) {
    expect(check(options)).toThrow(TypeError)
  }
})
