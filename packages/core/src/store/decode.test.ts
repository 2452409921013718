import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decodeData, decodeOnce, json, text } from './decode.ts'
import type { Decoder } from './decode.ts'
import type { RawEvent } from '../transports/transport.ts'

const raw = (data: string): RawEvent => ({ type: 'note', raw: data, lastEventId: '' })

const once = (event: RawEvent, decoder: Decoder) => decodeOnce(decoder, event).value

test('text is the data as it came', () => {
  expect(decodeData(text, ' {"a":1}\n')).toBe(' {"a":1}\n')
})

test('json is what is written in it', () => {
  expect(decodeData(json<{ a: number }>(), '{"a":1}')).toEqual({ a: 1 })
  expect(() => decodeData(json(), '{"a":')).toThrow(SyntaxError)
})

test('json reads the same with and without a call', () => {
  expect(decodeData(json, '{"a":1}')).toEqual({ a: 1 })
  expect(() => decodeData(json, '')).toThrow(SyntaxError)
})

test('json is the same decoder each time, so that components share its work', () => {
  expect(json<string>()).toBe(json<number>())
  expect(json<string>()).toBe(json)
})

test('a function makes what it likes', () => {
  expect(decodeData((data) => data.length, 'four')).toBe(4)
})

describe.each([
  ['zod', z.object({ bid: z.number() })],
  ['valibot', v.object({ bid: v.number() })],
  ['arktype', type({ bid: 'number' })],
])('a schema of %s', (_name, schema) => {
  test('lets pass what fits', () => {
    expect(decodeData(schema, '{"bid":1.5}')).toEqual({ bid: 1.5 })
  })

  test('says what does not fit', () => {
    expect(() => decodeData(schema, '{"bid":"high"}')).toThrow(TypeError)
    expect(() => decodeData(schema, '{"bid":"high"}')).toThrow(/number/i)
  })

  test('refuses what is not JSON', () => {
    expect(() => decodeData(schema, '[DONE]')).toThrow(SyntaxError)
  })
})

test('a schema may make something else of what it reads', () => {
  expect(decodeData(z.object({ at: z.coerce.date() }), '{"at":0}')).toEqual({ at: new Date(0) })
})

test('all complaints of a schema are in one message', () => {
  const schema = v.object({
    a: v.pipe(v.string(), v.minLength(9, 'too short'), v.endsWith('!', 'no courage')),
  })
  expect(() => decodeData(schema, '{"a":"x"}')).toThrow('too short; no courage')
})

test('an asynchronous schema is refused, because events are decoded in order', () => {
  const schema = z.string().refine(async () => true)
  expect(() => decodeData(schema, '"x"')).toThrow('The decoder answered with a promise')
})

describe('decoding together', () => {
  test('calls a decoder once for an event, and keeps what it made', () => {
    let calls = 0
    const decoder = (data: string) => [data, ++calls]
    const event = raw('a')

    const first = once(event, decoder)
    expect(once(event, decoder)).toBe(first)
    expect(calls).toBe(1)
  })

  test('keeps apart what different decoders make of an event', () => {
    const event = raw('1')
    expect([once(event, text), once(event, json()), once(event, text)]).toEqual(['1', 1, '1'])
  })

  test('reads equal data of another event again', () => {
    const decoder = (data: string) => ({ data })
    const first = once(raw('a'), decoder)
    expect(once(raw('a'), decoder)).toEqual(first)
    expect(once(raw('a'), decoder)).not.toBe(first)
  })

  test('asks a decoder that refuses once, and keeps what it threw for all', () => {
    let calls = 0
    const refusing = () => {
      throw new Error(`refusal ${++calls}`)
    }
    const event = raw('a')
    const refusalOf = (of: RawEvent) => String(decodeOnce(refusing, of).value)
    expect([refusalOf(event), refusalOf(event)]).toEqual(['Error: refusal 1', 'Error: refusal 1'])
    expect(decodeOnce(refusing, event).refused).toBe(true)
    expect(refusalOf(raw('a'))).toBe('Error: refusal 2')
  })

  test('keeps an undefined result too', () => {
    let calls = 0
    const decoder = () => void calls++
    const event = raw('a')
    once(event, decoder)
    once(event, decoder)
    expect(calls).toBe(1)
  })
})
