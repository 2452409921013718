import { expect, test } from 'vitest'
import { checkOptions } from './checkOptions.ts'
import { json, text } from '../store/decode.ts'

const url = 'http://a.test/'
const check = (options: object) => () => checkOptions(options as Parameters<typeof checkOptions>[0])

test('options that are right pass', () => {
  expect(
    check({
      url,
      events: { message: json(), price: json, note: text, size: (data: string) => data.length },
    }),
  ).not.toThrow()
  expect(
    check({
      url: new URL(url),
      events: { message: text },
      retry: false,
      linger: 0,
      method: undefined,
    }),
  ).not.toThrow()
})

test.each(['error', 'open', 'message', 'constructor', '__proto__'])(
  "an event may be named '%s'",
  (name) => {
    expect(check({ url, events: Object.fromEntries([[name, text]]) })).not.toThrow()
    expect(check({ url, events: Object.fromEntries([[name, null]]) })).toThrow(
      `The decoder of '${name}' is neither`,
    )
  },
)

test('an unknown option is named, with those there are', () => {
  expect(check({ url, events: { message: text }, retries: 3 })).toThrow(
    /^There is no option 'retries': remove it, or correct it to one of url, events, .*retry/,
  )
  expect(check({ url, events: { message: text }, toString: 1 })).toThrow(
    "There is no option 'toString'",
  )
})

test.each([[undefined], [null], [{}], ['message'], [text]])(
  'events: %o is refused with an example',
  (events) => {
    expect(check({ url, events })).toThrow(
      "The 'events' option names no event type: set it, for example to { message: json() } or { message: text }.",
    )
  },
)

test.each([[undefined], [null], [7], ['json'], [{}], [{ parse: text }]])(
  'a decoder cannot be %o',
  (decoder) => {
    expect(check({ url, events: { message: text, price: decoder } })).toThrow(
      "The decoder of 'price' is neither a function nor a schema: set it to json(), text, a function or a Standard Schema.",
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

test.each([
  [
    'retry',
    50,
    "'retry' is 50, which it cannot be: set it to a function such as backoff(), or false.",
  ],
  ['retry', true, 'a boolean'],
  ['idleTimeout', 0, "a number above 0, 'auto' or false"],
  ['connectTimeout', Number.NaN, 'is NaN'],
  ['maxEventSize', -1, 'is -1'],
  ['linger', '5s', 'is a string'],
  ['url', '', 'a URL that is not empty'],
  ['method', '', 'is empty'],
  ['until', 'end', 'a function'],
  ['signal', {}, 'an AbortSignal'],
])('%s cannot be %o', (option, value, words) => {
  const refused = check({ url, events: { message: text }, [option]: value })
  expect(refused).toThrow(TypeError)
  expect(refused).toThrow(words)
})

test.each([
  ['idleTimeout', 'auto'],
  ['idleTimeout', false],
  ['connectTimeout', Infinity],
  ['linger', 0],
  ['retry', undefined],
  ['signal', AbortSignal.abort()],
])('%s may be %o', (option, value) => {
  expect(check({ url, events: { message: text }, [option]: value })).not.toThrow()
})
