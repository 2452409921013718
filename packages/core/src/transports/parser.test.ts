import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { randomRuns, randomTimeout } from '../../../../scripts/randomRuns.ts'
import { cases } from '../../conformance/cases.ts'
import { interpret, type Interpretation } from '../../conformance/reference.ts'
import { createParser, type Parser } from './parser.ts'
import type { ParserOptions } from './parserOptions.ts'
import type { RawEvent } from './transport.ts'

const LF = 10

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function recorder(options: Partial<ParserOptions> = {}) {
  const events: RawEvent[] = []
  const ids: string[] = []
  const retry: number[] = []
  let comments = 0
  let overflows = 0
  const parser = createParser({
    lastEventId: '',
    maxEventSize: 1_000_000,
    onEvent: (event) => void events.push(event),
    onId: (id) => void ids.push(id),
    onRetry: (delay) => void retry.push(delay),
    onComment: () => void comments++,
    onOverflow: () => void overflows++,
    ...options,
  })
  const feed = (text: string): void => parser.feed(bytesOf(text))
  return {
    parser,
    feed,
    events,
    ids,
    retry,
    comments: () => comments,
    overflows: () => overflows,
  }
}

/** Feeds chunks through one buffer that is overwritten each time, as a caller is free to do. */
function read(chunks: Iterable<Uint8Array>, initialId = ''): Interpretation {
  const events: RawEvent[] = []
  const retry: number[] = []
  let lastEventId = initialId
  const { parser } = recorder({
    lastEventId: initialId,
    onEvent(event) {
      events.push(event)
      lastEventId = event.lastEventId
    },
    onId(id) {
      expect(id).not.toBe(lastEventId)
      lastEventId = id
    },
    onRetry: (delay) => void retry.push(delay),
  })
  for (const chunk of chunks) {
    const lent = chunk.slice()
    parser.feed(lent)
    lent.fill(0x21)
  }
  return { events, retry, lastEventId }
}

function* cutEvery(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('the standard', () => {
  test('has cases with names of their own', () => {
    expect(new Set(cases.map((each) => each.name)).size).toBe(cases.length)
  })

  for (const { name, bytes, ...expected } of cases) {
    test(name, () => {
      expect(interpret(bytes)).toEqual(expected)
      expect(read([bytes])).toEqual(expected)
      expect(read(cutEvery(bytes, 1))).toEqual(expected)
      const step = Math.ceil(bytes.length / 500) || 1
      for (let at = 0; at <= bytes.length; at += step) {
        expect(read([bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toEqual(expected)
      }
    })
  }

  test('reads all cases as one stream, cut into every small size', () => {
    const bytes = Uint8Array.from(cases.flatMap((each) => [...each.bytes, 10, 10]))
    const expected = interpret(bytes)
    for (const size of [1, 2, 3, 5, 7, 64, 1000, 16_383, 16_384, 16_385, bytes.length]) {
      expect(read(cutEvery(bytes, size)), `chunks of ${size}`).toEqual(expected)
    }
  })
})

describe('any stream', () => {
  const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('', ' ', '7', '\0', '\ufeff', 'é流😀'),
  )
  const name = fc.constantFrom(
    'data',
    'data',
    'data',
    'event',
    'id',
    'retry',
    '',
    'dat',
    'datas',
    'Data',
    'ids',
    'é',
  )
  const field = fc
    .tuple(name, fc.constantFrom(':', ': ', ':  ', ''), value)
    .map((parts) => parts.join(''))
  const line = fc
    .tuple(fc.oneof({ weight: 2, arbitrary: field }, fc.constant('')), lineEnd)
    .map((parts) => parts.join(''))
  const broken = fc.uint8Array({ maxLength: 4 })
  const stream = fc
    .tuple(
      fc.constantFrom([], [0xef, 0xbb, 0xbf]),
      fc.array(fc.oneof({ weight: 8, arbitrary: line.map(bytesOf) }, broken)),
    )
    .map(([start, parts]) => Uint8Array.from([...start, ...parts.flatMap((part) => [...part])]))
  const cuts = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 20 })

  /** Chunks of the given sizes, over and over; an empty chunk is one too. */
  function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 0
      yield bytes.subarray(at, at + size)
      at += size || Number(turn % sizes.length === 0)
      if (size === 0 && turn % sizes.length === 0) yield bytes.subarray(at - 1, at)
    }
  }

  function expectAsTheStandard(bytes: Uint8Array, sizes: readonly number[], id: string) {
    const { events, retry, lastEventId } = interpret(bytes, id)
    const expected = {
      events,
      retry: retry.map((delay) => Math.min(delay, 2 ** 31 - 1)),
      lastEventId,
    }
    expect(read(cut(bytes, sizes), id)).toEqual(expected)
    expect(read([bytes], id)).toEqual(expected)
  }

  // The same streams in each run, and others in each run: a fault is found early, and in time.
  describe.each([
    ['the same in each run', { seed: 15 }, (count: number) => count],
    ['other ones in each run', {}, randomRuns],
  ])('random streams, %s,', (_, seed, runs) => {
    test('are read like the standard, however they are cut', { timeout: randomTimeout }, () => {
      fc.assert(fc.property(stream, cuts, value, expectAsTheStandard), {
        numRuns: runs(300),
        ...seed,
      })
    })

    test('are read like the standard with long lines', { timeout: randomTimeout }, () => {
      const long = fc
        .tuple(
          fc.constantFrom('data:', 'data: ', 'data: ', 'event: ', 'id: ', ':', 'other: '),
          fc.integer({ min: 1, max: 400 }),
          fc.constantFrom('x'.repeat(90), '流式传输 '.repeat(9), 'é', '😀', ':'),
          lineEnd,
        )
        .map(([start, count, part, end]) => bytesOf(start + part.repeat(count) + end))
      const longStream = fc
        .array(
          fc.oneof(
            { weight: 4, arbitrary: long },
            { weight: 4, arbitrary: line.map(bytesOf) },
            broken,
          ),
          { maxLength: 12 },
        )
        .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])))
      const longCuts = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 20_000 })), {
        minLength: 1,
        maxLength: 9,
      })
      fc.assert(fc.property(longStream, longCuts, value, expectAsTheStandard), {
        numRuns: runs(60),
        ...seed,
      })
    })
  })

  test('reads broken characters behind a long line like the standard', () => {
    const lines = bytesOf(`data:${'流式传输 '.repeat(150)}\n\ndata:${'😀'.repeat(160)}\n`)
    const bytes = Uint8Array.from([...lines, 0xc2, 0xc0, LF, LF])
    for (let size = 1030; size < 1500; size++)
      expectAsTheStandard(bytes, [size, bytes.length - size - 2, 2], '')
  })

  test('reads like the standard at the edges of its windows', { timeout: randomTimeout }, () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 0, max: 80 }), (bytes, less) => {
        const padding = bytesOf(`:${'x'.repeat(16_384 - 2 - less)}\n`)
        const expected = interpret(bytes)
        // The standard drops a BOM only where the stream begins.
        fc.pre(bytes[0] !== 0xef)
        expect(read([Uint8Array.from([...padding, ...bytes])]).events).toEqual(expected.events)
      }),
      { numRuns: randomRuns(100) },
    )
  })
})

describe('the parser', () => {
  test('dispatches at a lone CR without waiting for the next byte', () => {
    const { feed, events } = recorder()
    feed('data: a\r\r')
    expect(events).toHaveLength(1)
    feed('\ndata: b\r\n\r')
    expect(events).toHaveLength(2)
    feed('\n')
    expect(events.map((event) => event.raw)).toEqual(['a', 'b'])
  })

  test('tells a retry at once, and events in their order', () => {
    const { feed, events, retry } = recorder()
    feed('retry: 10\n')
    expect(retry).toEqual([10])
    expect(events).toEqual([])
  })

  test('clamps a retry that would overflow a timer', () => {
    const { feed, retry } = recorder()
    feed(`retry: 2147483647\nretry: 2147483648\nretry: ${'9'.repeat(400)}\n`)
    expect(retry).toEqual([2147483647, 2147483647, 2147483647])
  })

  test('starts with the last event ID that it was given', () => {
    const { feed, events, ids } = recorder({ lastEventId: '7' })
    feed('data: a\n\nid: 8\ndata: b\n\n')
    expect(events.map((event) => event.lastEventId)).toEqual(['7', '8'])
    expect(ids).toEqual([])
  })

  test('tells an ID without data only when it moved', () => {
    const { feed, ids } = recorder({ lastEventId: '7' })
    feed('id: 7\n\n\n\nid: 8\n\nid: 8\n\n\n\nid\n\nid:\n\n')
    expect(ids).toEqual(['8', ''])
  })

  test('gives plain objects', () => {
    const { feed, events } = recorder()
    feed('id: 1\nevent: x\ndata: a\n\n')
    expect(structuredClone(events)).toEqual([{ type: 'x', raw: 'a', lastEventId: '1' }])
  })

  test('reads what follows a character that two chunks share', () => {
    const { parser, events } = recorder()
    // The second chunk has as many code units as bytes, but the same positions only at its ends.
    const bytes = bytesOf('data: 😀\n\ndata: é\n\ndata: b\n\n')
    parser.feed(bytes.subarray(0, 9))
    parser.feed(bytes.subarray(9))
    expect(events.map((event) => event.raw)).toEqual(['😀', 'é', 'b'])
  })

  test('tells each comment when its line has ended', () => {
    const { feed, comments } = recorder()
    feed(': ping\n:\n:')
    expect(comments()).toBe(2)
    feed('\r\ndata: :\n\n')
    expect(comments()).toBe(3)
  })

  test.each([
    ['a line', 'data: a\n\nda', true],
    ['an event', 'data: a\n\ndata: b\n', true],
    ['an event without data', 'data: a\n\nevent: b\n', true],
    ['a block with an id', 'data: a\n\nid: 7\n', true],
    ['a comment', 'data: a\n\n: bye', false],
    ['the lines between two events', 'data: a\n\nretry: 5\n: bye\n', false],
    ['nothing', 'data: a\r\n\r', false],
  ])('knows whether it is inside an event: in %s', (_, text, expected) => {
    const { feed, parser } = recorder()
    feed(text)
    expect(parser.isInside()).toBe(expected)
  })

  test('knows that it is inside of a character', () => {
    const { parser } = recorder()
    parser.feed(Uint8Array.of(0xf0, 0x9f))
    expect(parser.isInside()).toBe(true)
  })

  test('ignores empty chunks', () => {
    const { parser, feed, events } = recorder()
    for (const text of ['', 'data: a\r', '', '\n\r', '']) feed(text)
    parser.feed(new Uint8Array(0))
    expect(events).toHaveLength(1)
  })

  test.each([
    ['a chunk', ['data: a\n\ndata: b\n\nid: 9\n\nretry: 1\n']],
    ['a chunk of CRLF', ['data: a\r\n\r\ndata: b\r\n\r\nid: 9\r\n\r\nretry: 1\r\n']],
    ['several lines', ['data: a\ndata: a\n\ndata: b\n\nid: 9\n\nretry: 1\n']],
    ['a line that two chunks share', ['da', 'ta: a\n', '\ndata: b\n\nid: 9\n\nretry: 1\n']],
    ['a chunk of several windows', [`data: a\n\n${'data: b\n\n'.repeat(5000)}`]],
  ])('delivers nothing after stop() inside an event of %s', (_, chunks) => {
    const seen: string[] = []
    const { parser, ids, retry } = recorder({
      onEvent(event) {
        seen.push(event.raw)
        parser.stop()
      },
    })
    for (const chunk of [...chunks, 'data: c\n\n']) parser.feed(bytesOf(chunk))
    expect(seen).toHaveLength(1)
    expect([...ids, ...retry]).toEqual([])
  })

  test('delivers nothing after stop() inside onId and onRetry', () => {
    for (const name of ['onId', 'onRetry']) {
      const {
        parser,
        feed,
        events,
      }: { parser: Parser; feed: (text: string) => void; events: RawEvent[] } = recorder({
        [name]: () => parser.stop(),
      })
      feed(name === 'onId' ? 'id: 1\n\ndata: a\n\n' : 'data: a\nretry: 1\n\n')
      feed('data: b\n\n')
      expect(events, name).toEqual([])
    }
  })

  test('goes on with the next chunk when a listener has thrown', () => {
    let thrown = 0
    const { feed, events } = recorder({
      onEvent(event) {
        events.push(event)
        if (!thrown++) throw new Error('mine')
      },
    })
    expect(() => feed('data: a\n\n')).toThrow('mine')
    feed('data: b\n\n')
    expect(events.map((event) => event.raw)).toEqual(['a', 'b'])
  })
})

describe('a limit of 1,000 bytes', () => {
  const endless: Record<string, string> = {
    'a line without end': 'x',
    'a data line without end': 'data:x',
    'a line without end in another script': '流',
    'data lines without an empty line': 'data: 0123456789\n',
    'empty data lines': 'data\n',
    'data lines with CRLF': 'data: 0123456789\r\n',
  }
  for (const [name, part] of Object.entries(endless)) {
    test(`stops ${name}`, () => {
      const whole = bytesOf(part.repeat(9000))
      for (const size of [1, 7, 400, 5000, whole.length]) {
        const { parser, events, overflows } = recorder({ maxEventSize: 1000 })
        for (const chunk of cutEvery(whole, size)) parser.feed(chunk)
        parser.feed(bytesOf('\n\ndata: a\n\n'))
        expect(overflows(), `chunks of ${size}`).toBe(1)
        expect(events).toEqual([])
      }
    })
  }

  const large = 'x'.repeat(1000)
  const wide = `${'流'.repeat(333)}x`
  test.each([
    ['data', `data: ${large}\n\n`],
    ['data in lines', `data: ${large.slice(0, 499)}\ndata:${large.slice(0, 500)}\n\n`],
    ['data of three bytes a character', `data: ${wide}\n\n`],
    [
      'data in lines of two bytes a character',
      `${`data: ${'é'.repeat(49)}\n`.repeat(10)}data:xxxxxxxxxx\n\n`,
    ],
    ['data of four bytes a character', `data: ${'🦄'.repeat(250)}\n\n`],
    ['data and a type', `event: ${'t'.repeat(400)}\ndata: ${'x'.repeat(600)}\n\n`],
    ['a type', `data\nevent: ${large}\n\n`],
  ])(
    'has an event of exactly as many %s, and stops one of a byte more, however it is cut',
    (_, text) => {
      const more = text.replace(/(.)\n\n$/u, '$1!\n\n')
      for (const size of [1, 2, 3, 7, 500, 999, 1000, 1001, 1006, 1007, 1500, 5000]) {
        const fits = recorder({ maxEventSize: 1000 })
        for (const chunk of cutEvery(bytesOf(text), size)) fits.parser.feed(chunk)
        expect([fits.events.length, fits.overflows()], `chunks of ${size}`).toEqual([1, 0])
        const exceeds = recorder({ maxEventSize: 1000 })
        for (const chunk of cutEvery(bytesOf(more), size)) exceeds.parser.feed(chunk)
        expect([exceeds.events.length, exceeds.overflows()], `chunks of ${size}`).toEqual([0, 1])
      }
    },
  )

  test.each(['id', 'retry', 'unknown', '{"error":'])(
    'stops a line of another field (%s) in one piece and in many',
    (field) => {
      const line = (length: number) => `${field}: `.padEnd(length, '7') + '\n'
      for (const size of [1, 400, 5000]) {
        for (const [length, stops] of [
          [1007, 0],
          [1008, 1],
        ] as const) {
          const { parser, overflows } = recorder({ maxEventSize: 1000 })
          for (const chunk of cutEvery(bytesOf(line(length)), size)) parser.feed(chunk)
          expect(overflows(), `${length} in chunks of ${size}`).toBe(stops)
        }
      }
    },
  )

  test('takes comments of any length, which proxies want as padding', () => {
    for (const size of [1, 700, 5000]) {
      const { parser, events, comments, overflows } = recorder({ maxEventSize: 1000 })
      const text = `:${' '.repeat(2048)}\ndata: a\n: ${'流'.repeat(9000)}\r\ndata: b\n\n`
      for (const chunk of cutEvery(bytesOf(text), size)) parser.feed(chunk)
      expect(events.map(({ raw }) => raw)).toEqual(['a\nb'])
      expect([comments(), overflows()]).toEqual([2, 0])
    }
  })

  test('stops an event that is whole but too large', () => {
    for (const text of [
      `data: ${'x'.repeat(1200)}\n\n`,
      `data: ${'x'.repeat(600)}\n`.repeat(2) + '\n',
      `event: ${'x'.repeat(1200)}\ndata: a\n\n`,
    ]) {
      for (const size of [1, 100, 5000]) {
        const { parser, events, overflows } = recorder({ maxEventSize: 1000 })
        for (const chunk of cutEvery(bytesOf(text), size)) parser.feed(chunk)
        expect(events).toEqual([])
        expect(overflows()).toBe(1)
      }
    }
  })

  test('stops nothing that is smaller, however long the stream', () => {
    const { feed, events, overflows } = recorder({ maxEventSize: 1000 })
    for (let i = 0; i < 100; i++)
      feed(`: ${'x'.repeat(900)}\n: ping\nevent: x\nid: ${i}\ndata: ${'y'.repeat(800)}\n\n`)
    feed(': ping\n'.repeat(1000))
    expect(events).toHaveLength(100)
    expect(overflows()).toBe(0)
  })

  test('delivers what came before', () => {
    const { feed, events, overflows } = recorder({ maxEventSize: 1000 })
    feed(`data: a\n\ndata: ${'x'.repeat(2000)}`)
    expect(events).toHaveLength(1)
    expect(overflows()).toBe(1)
  })
})
