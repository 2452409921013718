// What the HTML standard says about reading an event stream (9.2.5 and 9.2.6), as plain data.
// Each case is a whole response body; it reads the same however the network cuts it.

export interface ConformanceEvent {
  readonly type: string
  readonly raw: string
  readonly lastEventId: string
}

export interface ConformanceCase {
  /** Unique, and fit for a test's name. */
  readonly name: string
  readonly bytes: Uint8Array
  /** The events, in order. */
  readonly events: readonly ConformanceEvent[]
  /** Every reconnection time that the stream sets, in milliseconds. */
  readonly retry: readonly number[]
  /** The last event ID string in the end: what a redial would send. */
  readonly lastEventId: string
}

interface Expected {
  readonly events?: readonly ConformanceEvent[]
  readonly retry?: readonly number[]
  /** The last event ID of the last event, unless given. */
  readonly lastEventId?: string
}

const encoder = new TextEncoder()

/** Joins text, as UTF-8, and single bytes. */
function body(...parts: readonly (string | number | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string'
        ? [...encoder.encode(part)]
        : typeof part === 'number'
          ? [part]
          : part,
    ),
  )
}

/** An event of type `message` without an ID, unless told. */
function event(raw: string, type = 'message', lastEventId = ''): ConformanceEvent {
  return { type, raw, lastEventId }
}

function read(
  name: string,
  bytes: Uint8Array | string,
  expected: Expected | readonly string[] = {},
): ConformanceCase {
  const {
    events = [],
    retry = [],
    lastEventId,
  } = isList(expected) ? { events: expected.map((raw) => event(raw)) } : expected
  return {
    name,
    bytes: typeof bytes === 'string' ? encoder.encode(bytes) : bytes,
    events,
    retry,
    lastEventId: lastEventId ?? events.at(-1)?.lastEventId ?? '',
  }
}

// `Array.isArray` does not narrow a readonly array.
function isList(expected: Expected | readonly string[]): expected is readonly string[] {
  return Array.isArray(expected)
}

const BOM = [0xef, 0xbb, 0xbf] as const

const byteOrderMark: readonly ConformanceCase[] = [
  read('drops one leading BOM', body(BOM, 'data: a\n\n'), ['a']),
  read(
    'keeps a second BOM, which spoils the field name',
    body(BOM, BOM, 'data: a\n\ndata: b\n\n'),
    ['b'],
  ),
  read('reads an empty stream that has only a BOM', body(BOM)),
  read('does not drop a BOM after a line end', body('\n', BOM, 'data: a\n\ndata: b\n\n'), ['b']),
  read(
    'does not drop a BOM before a later event',
    body('data: a\n\n', BOM, 'data: b\n\ndata: c\n\n'),
    ['a', 'c'],
  ),
  read('keeps a BOM at the start of a value', body('data: ', BOM, 'a\n\n'), ['\ufeffa']),
  read('keeps a BOM that stands before the space', body('data:', BOM, ' a\n\n'), ['\ufeff a']),
  read('drops a BOM before a comment', body(BOM, ': hi\ndata: a\n\n'), ['a']),
  read('drops a BOM before an empty line', body(BOM, '\ndata: a\n\n'), ['a']),
  read('keeps half a BOM as a broken character', body(0xef, 0xbb, 'data: a\n\ndata: b\n\n'), ['b']),
  read('does not take a UTF-16 BOM for one', body(0xff, 0xfe, 'data: a\n\ndata: b\n\n'), ['b']),
]

const lineEnds: readonly ConformanceCase[] = [
  read('ends lines with LF', 'data: a\n\ndata: b\n\n', ['a', 'b']),
  read('ends lines with CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']),
  read('ends lines with CR', 'data: a\r\rdata: b\r\r', ['a', 'b']),
  read('dispatches at a CR that ends the stream', 'data: a\r\r', ['a']),
  read('takes CRLF for one line end', 'data: a\r\ndata: b\r\n\r\n', ['a\nb']),
  read('takes LF CR for two line ends', 'data: a\n\rdata: b\n\r', ['a', 'b']),
  read('takes CR CR LF for two line ends', 'data: a\r\r\ndata: b\r\r\n', ['a', 'b']),
  read('takes CR LF LF for two line ends', 'data: a\r\n\ndata: b\r\n\n', ['a', 'b']),
  read('takes LF CRLF for two line ends', 'data: a\n\r\ndata: b\n\r\n', ['a', 'b']),
  read('takes CRLF CR for two line ends', 'data: a\r\n\rdata: b\r\n\r', ['a', 'b']),
  read('mixes all three in one block', 'data: a\rdata: b\ndata: c\r\ndata: d\n\n', ['a\nb\nc\nd']),
  read('reads one CRLF among LFs', 'data: a\n\n:\r\ndata: b\n\ndata: c\n\n', ['a', 'b', 'c']),
  read('reads one LF among CRs', 'data: a\r\r:\ndata: b\r\rdata: c\r\r', ['a', 'b', 'c']),
  read('ignores empty lines between events', '\n\n\ndata: a\n\n\n\ndata: b\n\n\n', ['a', 'b']),
  read('ignores CRs before the first event', '\r\r\rdata: a\n\n', ['a']),
  read('does not end a line at NEL', 'data: a\u0085data: b\n\n', ['a\u0085data: b']),
  read('does not end a line at LS and PS', 'data: a\u2028b\u2029c\n\n', ['a\u2028b\u2029c']),
  read('does not end a line at VT and FF', 'data: a\vb\fc\n\n', ['a\vb\fc']),
  read('does not end a line at U+010A or U+0D0A', 'data: \u010a\u010d\u0d0a\u0a0d\n\n', [
    '\u010a\u010d\u0d0a\u0a0d',
  ]),
  read('reads an event that is followed by a CR only', 'data: a\n\n\r', ['a']),
]

const endOfStream: readonly ConformanceCase[] = [
  read('reads an empty stream', ''),
  read('discards an event without its empty line', 'data: a\n'),
  read('discards an event without any line end', 'data: a'),
  read('discards the last event after whole ones', 'data: a\n\ndata: b\n', ['a']),
  read('discards an ID that no empty line follows', 'id: 1\ndata: a\n\nid: 2\ndata: b\n', {
    events: [event('a', 'message', '1')],
    lastEventId: '1',
  }),
  read('discards an ID without any line end', 'data: a\n\nid: 2', {
    events: [event('a')],
    lastEventId: '',
  }),
  read('obeys a retry that no empty line follows', 'retry: 10\n', { retry: [10] }),
  read('discards a retry without a line end', 'retry: 10'),
  read('discards a character that is cut off', body('data: a\n\ndata: b', 0xe2, 0x82), ['a']),
]

const comments: readonly ConformanceCase[] = [
  read('ignores a comment', ': hello\ndata: a\n\n', ['a']),
  read('ignores a comment without text', ':\ndata: a\n\n', ['a']),
  read('ignores a comment that looks like a field', ':data: x\ndata: a\n\n', ['a']),
  read('ignores a comment amidst a block', 'data: a\n: note\ndata: b\n\n', ['a\nb']),
  read('ignores a comment between data and empty line', 'data: a\n: note\n\n', ['a']),
  read('dispatches nothing for comments', ': a\n\n: b\n\n:\n\n'),
  read('ignores heartbeats that have no empty line', ': a\n: b\n: c\ndata: d\n\n', ['d']),
  read('ignores comments with other line ends', ': a\r: b\r\n: c\ndata: d\r\r', ['d']),
  read('ignores a comment in other scripts', ': \u00e4\u{1f600}\u6d41\ndata: a\n\n', ['a']),
  read('takes a colon after a space for an unknown field', ' : a\ndata: b\n\n', ['b']),
]

const colonAndSpace: readonly ConformanceCase[] = [
  read('drops one space after the colon', 'data: a\n\n', ['a']),
  read('needs no space after the colon', 'data:a\n\n', ['a']),
  read('keeps a second space', 'data:  a\n\n', [' a']),
  read('keeps a tab after the colon', 'data:\ta\n\n', ['\ta']),
  read('keeps spaces at the end', 'data: a  \n\n', ['a  ']),
  read('keeps a no-break space after the colon', 'data:\u00a0a\n\n', ['\u00a0a']),
  read('splits at the first colon', 'data: a: b:c\n\n', ['a: b:c']),
  read('keeps colons at the start of the value', 'data:::a\n\n', ['::a']),
  read('drops the space before a colon of the value', 'data: :a\n\n', [':a']),
  read('takes the whole line for a name when there is no colon', 'data\n\n', ['']),
  read('reads an empty value', 'data:\n\n', ['']),
  read('reads a value of one space as empty', 'data: \n\n', ['']),
  read('reads a value of two spaces as one', 'data:  \n\n', [' ']),
  read('does not drop a space that begins the next line', 'data:\n data: a\n\n', ['']),
  read('drops the space of every field', 'event: x\nid: 1\nretry: 5\ndata: a\n\n', {
    events: [event('a', 'x', '1')],
    retry: [5],
  }),
  read('needs the space of no field', 'event:x\nid:1\nretry:5\ndata:a\n\n', {
    events: [event('a', 'x', '1')],
    retry: [5],
  }),
  read('keeps second spaces of types and IDs', 'event:  x\nid:  1\ndata: a\n\n', {
    events: [event('a', ' x', ' 1')],
  }),
]

const fieldNames: readonly ConformanceCase[] = [
  read('compares names with case', 'Data: a\nDATA: b\ndata: c\n\n', ['c']),
  read('compares the other names with case', 'Event: x\nID: 1\nRetry: 5\ndata: a\n\n', ['a']),
  read('does not trim a name at its start', ' data: a\n\ndata: b\n\n', ['b']),
  read('does not trim a name at its end', 'data : a\n\ndata: b\n\n', ['b']),
  read(
    'ignores a name that only begins like data',
    'database: a\ndata1: b\ndatadata: c\ndata: d\n\n',
    ['d'],
  ),
  read('ignores a part of a name', 'd: a\nda: b\ndat: c\nd\nda\ndat\ndata: e\n\n', ['e']),
  read(
    'ignores names that begin like the others',
    'events: x\nidx: 1\nids\nretry1: 5\nretrying\ndata: a\n\n',
    ['a'],
  ),
  read('ignores parts of the other names', 'e\neven: x\nevent\ni: 1\nr\nretr: 5\ndata: a\n\n', [
    'a',
  ]),
  read('ignores an unknown field', 'foo: bar\ndata: a\n\n', ['a']),
  read('ignores an unknown field without a colon', 'foo\ndata: a\n\n', ['a']),
  read('ignores unknown fields amidst a block', 'data: a\nfoo: bar\ndata: b\n\n', ['a\nb']),
  read('dispatches nothing for unknown fields', 'foo: bar\n\nbaz\n\n'),
  read('ignores names from the prototype', '__proto__: a\nconstructor: b\ntoString\ndata: c\n\n', [
    'c',
  ]),
  read('ignores a name with a NUL', body('da', 0, 'ta: a\ndata', 0, ': b\ndata: c\n\n'), ['c']),
  read('ignores names in other scripts', 'd\u00e4ta: a\ndat\u0430: b\n\u{1f600}\ndata: c\n\n', [
    'c',
  ]),
  read('ignores a line of JSON', '{"error":"x"}\n\ndata: a\n\n', ['a']),
  read('ignores a page of HTML', '<!doctype html>\n<title>502</title>\n\n'),
  // U+0164 ends in the byte of "d" when it is cut to eight bits, and so on for the whole word.
  read(
    'ignores a name whose code units end like data',
    '\u0164\u0161\u0174\u0161: a\ndata: b\n\n',
    ['b'],
  ),
]

const dataField: readonly ConformanceCase[] = [
  read('joins lines with LF', 'data: a\ndata: b\ndata: c\n\n', ['a\nb\nc']),
  read('joins lines with LF whatever ended them', 'data: a\r\ndata: b\r\n\r\n', ['a\nb']),
  read('dispatches one empty line of data', 'data\n\n', ['']),
  read('joins two empty lines', 'data\ndata\n\n', ['\n']),
  read('joins three empty lines', 'data:\ndata: \ndata\n\n', ['\n\n']),
  read('keeps an empty line before text', 'data\ndata: a\n\n', ['\na']),
  read('keeps an empty line after text', 'data: a\ndata\n\n', ['a\n']),
  read('keeps an empty line amidst text', 'data: a\ndata:\ndata: b\n\n', ['a\n\nb']),
  read('resets the data after an event', 'data: a\ndata: b\n\ndata: c\n\n', ['a\nb', 'c']),
  read('keeps a NUL', body('data: a', 0, 'b\n\n'), ['a\0b']),
  read('keeps control characters', body('data: ', [1, 7, 8, 9, 11, 12, 14, 27, 31, 127], '\n\n'), [
    '\x01\x07\b\t\v\f\x0e\x1b\x1f\x7f',
  ]),
  read('reads a value as long as a window', `data: ${'x'.repeat(20_000)}\n\ndata: y\n\n`, [
    'x'.repeat(20_000),
    'y',
  ]),
  read('reads long data of short lines', `${'data: 0123456789abcdef\n'.repeat(2000)}\n`, [
    Array.from({ length: 2000 }, () => '0123456789abcdef').join('\n'),
  ]),
  read('reads two events in a row', 'data: a\n\ndata: a\n\n', ['a', 'a']),
  read('reads the example of a stock ticker', 'data: YHOO\ndata: +2\ndata: 10\n\n', [
    'YHOO\n+2\n10',
  ]),
  read(
    'reads the example of four blocks',
    ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n',
    {
      events: [event('first event', 'message', '1'), event('second event')],
    },
  ),
  read('reads the example of two empty events', 'data\n\ndata\ndata\n\ndata:', ['', '\n']),
  read('reads the example of equal events', 'data:test\n\ndata: test\n\n', ['test', 'test']),
]

const eventField: readonly ConformanceCase[] = [
  read('names the event', 'event: x\ndata: a\n\n', { events: [event('a', 'x')] }),
  read('names the event after its data', 'data: a\nevent: x\n\n', { events: [event('a', 'x')] }),
  read('resets the type after an event', 'event: x\ndata: a\n\ndata: b\n\n', {
    events: [event('a', 'x'), event('b')],
  }),
  read('resets the type after a block without data', 'event: x\n\ndata: a\n\n', ['a']),
  read('takes the last of several types', 'event: x\nevent: y\ndata: a\n\n', {
    events: [event('a', 'y')],
  }),
  read('takes an empty type for message', 'event: \ndata: a\n\n', ['a']),
  read('takes a type without a colon for message', 'event\ndata: a\n\n', ['a']),
  read('lets an empty type undo the one before', 'event: x\nevent\ndata: a\n\n', ['a']),
  read('does not dispatch a type without data', 'event: x\n\n'),
  read('keeps spaces and case of a type', 'event: My Event \ndata: a\n\n', {
    events: [event('a', 'My Event ')],
  }),
  read('keeps a NUL in a type', body('event: x', 0, '\ndata: a\n\n'), {
    events: [event('a', 'x\0')],
  }),
  read(
    'allows types that the platform uses',
    'event: open\ndata: a\n\nevent: error\ndata: b\n\nevent: message\ndata: c\n\n',
    {
      events: [event('a', 'open'), event('b', 'error'), event('c')],
    },
  ),
  read(
    'allows types from the prototype',
    'event: __proto__\ndata: a\n\nevent: constructor\ndata: b\n\n',
    {
      events: [event('a', '__proto__'), event('b', 'constructor')],
    },
  ),
  read('allows types in other scripts', 'event: \u4ef7\u683c\ndata: a\n\n', {
    events: [event('a', '\u4ef7\u683c')],
  }),
]

const idField: readonly ConformanceCase[] = [
  read('gives the event its ID', 'id: 1\ndata: a\n\n', { events: [event('a', 'message', '1')] }),
  read('gives the event an ID after its data', 'data: a\nid: 1\n\n', {
    events: [event('a', 'message', '1')],
  }),
  read('lets later events inherit the ID', 'id: 1\ndata: a\n\ndata: b\n\ndata: c\n\n', {
    events: [event('a', 'message', '1'), event('b', 'message', '1'), event('c', 'message', '1')],
  }),
  read('takes the last of several IDs', 'id: 1\nid: 2\ndata: a\n\n', {
    events: [event('a', 'message', '2')],
  }),
  read('moves with an ID that has no data', 'id: 1\n\n', { lastEventId: '1' }),
  read('moves with an ID that has no data after an event', 'id: 1\ndata: a\n\nid: 2\n\n', {
    events: [event('a', 'message', '1')],
    lastEventId: '2',
  }),
  read('lets an event inherit an ID that had no data', 'id: 1\n\ndata: a\n\n', {
    events: [event('a', 'message', '1')],
  }),
  read('resets with an empty ID', 'id: 1\ndata: a\n\nid:\ndata: b\n\n', {
    events: [event('a', 'message', '1'), event('b')],
  }),
  read('resets with an ID of one space', 'id: 1\ndata: a\n\nid: \ndata: b\n\n', {
    events: [event('a', 'message', '1'), event('b')],
  }),
  read('resets with an ID without a colon', 'id: 1\ndata: a\n\nid\ndata: b\n\n', {
    events: [event('a', 'message', '1'), event('b')],
  }),
  read('resets with an empty ID that has no data', 'id: 1\ndata: a\n\nid\n\n', {
    events: [event('a', 'message', '1')],
    lastEventId: '',
  }),
  read('ignores an ID with a NUL', body('id: 1', 0, '2\ndata: a\n\n'), ['a']),
  read('ignores an ID that is a NUL', body('id: 1\nid: ', 0, '\ndata: a\n\n'), {
    events: [event('a', 'message', '1')],
  }),
  read('keeps the ID before one with a NUL', body('id: 1\ndata: a\n\nid: 2', 0, '\ndata: b\n\n'), {
    events: [event('a', 'message', '1'), event('b', 'message', '1')],
  }),
  read('keeps an ID with a percent sign and zeros', 'id: %00\\0\ndata: a\n\n', {
    events: [event('a', 'message', '%00\\0')],
  }),
  read('keeps zeros at the start of an ID', 'id: 007\ndata: a\n\n', {
    events: [event('a', 'message', '007')],
  }),
  read('keeps an ID in other scripts', 'id: \u2026\u{1f600}\ndata: a\n\n', {
    events: [event('a', 'message', '\u2026\u{1f600}')],
  }),
  read('keeps a long ID', `id: ${'7'.repeat(500)}\ndata: a\n\n`, {
    events: [event('a', 'message', '7'.repeat(500))],
  }),
  read('does not end an ID at a colon', 'id: a:b\ndata: c\n\n', {
    events: [event('c', 'message', 'a:b')],
  }),
]

const retryField: readonly ConformanceCase[] = [
  read('sets the reconnection time', 'retry: 3000\n\n', { retry: [3000] }),
  read('sets it at the end of the line', 'retry: 1\ndata: a\n', { retry: [1] }),
  read('takes each of several', 'retry: 1\nretry: 2\n\nretry: 3\n\n', { retry: [1, 2, 3] }),
  read('allows zero', 'retry: 0\n\n', { retry: [0] }),
  read('reads a number with zeros as decimal', 'retry: 0010\n\n', { retry: [10] }),
  read('dispatches nothing for a retry', 'retry: 10\n\n', { retry: [10] }),
  read('reads a retry beside data', 'data: a\nretry: 10\n\n', {
    events: [event('a')],
    retry: [10],
  }),
  read('refuses a sign', 'retry: -1\nretry: +1\n\n'),
  read('refuses a fraction', 'retry: 1.5\nretry: .5\n\n'),
  read('refuses an exponent', 'retry: 1e3\n\n'),
  read('refuses hexadecimal digits', 'retry: 0x10\nretry: ff\n\n'),
  read('refuses a unit', 'retry: 10s\nretry: 10 ms\n\n'),
  read('refuses spaces', 'retry:  10\nretry: 10 \nretry:\t10\n\n'),
  read('refuses digits of other scripts', 'retry: \u0661\u0662\nretry: \uff11\n\n'),
  read('refuses words', 'retry: soon\nretry: NaN\nretry: Infinity\n\n'),
  read('refuses a NUL', body('retry: 10', 0, '\n\n')),
  read('refuses a line end in disguise', 'retry: 10\u2028\n\n'),
]

const utf8: readonly ConformanceCase[] = [
  read('reads characters of two bytes', 'data: \u00e4\u00df\u0416\n\n', ['\u00e4\u00df\u0416']),
  read('reads characters of three bytes', 'data: \u20ac\u6d41\u0e01\n\n', ['\u20ac\u6d41\u0e01']),
  read('reads characters of four bytes', 'data: \u{1f600}\u{20000}\n\n', ['\u{1f600}\u{20000}']),
  read('reads a lone continuation byte', body('data: a', 0x80, 'b\n\n'), ['a\ufffdb']),
  read('reads five continuation bytes', body('data: ', [0x80, 0xbf, 0x80, 0xbf, 0x80], '\n\n'), [
    '\ufffd\ufffd\ufffd\ufffd\ufffd',
  ]),
  read('reads a lead byte before a letter', body('data: ', 0xc3, 'a\n\n'), ['\ufffda']),
  read('reads a lead byte before a line end', body('data: a', 0xc3, '\n\n'), ['a\ufffd']),
  read('reads a lead byte before a CR', body('data: a', 0xe2, '\r\r'), ['a\ufffd']),
  read('reads two of three bytes as one mark', body('data: ', [0xe2, 0x82], 'a\n\n'), ['\ufffda']),
  read('reads two of three bytes before a line end', body('data: ', [0xe2, 0x82], '\n\n'), [
    '\ufffd',
  ]),
  read('reads three of four bytes as one mark', body('data: ', [0xf0, 0x9f, 0x98], 'a\n\n'), [
    '\ufffda',
  ]),
  read('reads three of four bytes before a line end', body('data: ', [0xf0, 0x9f, 0x98], '\n\n'), [
    '\ufffd',
  ]),
  read('reads a cut character before a whole one', body('data: ', [0xe2, 0x82], '\u20ac\n\n'), [
    '\ufffd\u20ac',
  ]),
  read('reads two cut characters', body('data: ', [0xf0, 0x9f, 0xf0, 0x9f, 0x98], '\n\n'), [
    '\ufffd\ufffd',
  ]),
  read('refuses an overlong slash', body('data: ', [0xc0, 0xaf], '\n\n'), ['\ufffd\ufffd']),
  read('refuses an overlong slash of three bytes', body('data: ', [0xe0, 0x80, 0xaf], '\n\n'), [
    '\ufffd\ufffd\ufffd',
  ]),
  read('refuses an overlong line end', body('data: a', [0xc0, 0x8a], 'b\n\n'), ['a\ufffd\ufffdb']),
  read('refuses a surrogate', body('data: ', [0xed, 0xa0, 0x80], '\n\n'), ['\ufffd\ufffd\ufffd']),
  read('refuses a code point that is too high', body('data: ', [0xf4, 0x90, 0x80, 0x80], '\n\n'), [
    '\ufffd\ufffd\ufffd\ufffd',
  ]),
  read('refuses bytes that never occur', body('data: ', [0xfe, 0xff, 0xf5, 0xc1], '\n\n'), [
    '\ufffd\ufffd\ufffd\ufffd',
  ]),
  read('keeps U+FFFD that was sent', 'data: \ufffd\n\n', ['\ufffd']),
  read('keeps noncharacters', 'data: \uffff\ufdd0\u{10ffff}\n\n', ['\uffff\ufdd0\u{10ffff}']),
  read('reads a broken type', body('event: x', 0xff, '\ndata: a\n\n'), {
    events: [event('a', 'x\ufffd')],
  }),
  read('reads a broken ID', body('id: ', 0xff, '\ndata: a\n\n'), {
    events: [event('a', 'message', '\ufffd')],
  }),
  read('ignores a broken name', body('data', 0xff, ': a\n', 0xff, 'data: b\ndata: c\n\n'), ['c']),
  read('ignores a broken comment', body(': ', [0xff, 0xe2, 0x82], '\ndata: a\n\n'), ['a']),
  read('goes on after a broken line', body('data: ', 0xff, '\n\ndata: a\n\n'), ['\ufffd', 'a']),
  read('reads letters between wide characters', 'data: a\u6d41b\u{1f600}c\u00e4d\n\ndata: e\n\n', [
    'a\u6d41b\u{1f600}c\u00e4d',
    'e',
  ]),
]

const blocks: readonly ConformanceCase[] = [
  read('reads all fields in any order', 'retry: 5\ndata: a\nid: 1\nevent: x\n\n', {
    events: [event('a', 'x', '1')],
    retry: [5],
  }),
  read('reads all fields with CRLF', 'event: x\r\nid: 1\r\nretry: 5\r\ndata: a\r\n\r\n', {
    events: [event('a', 'x', '1')],
    retry: [5],
  }),
  read('reads all fields with CR', 'event: x\rid: 1\rretry: 5\rdata: a\r\r', {
    events: [event('a', 'x', '1')],
    retry: [5],
  }),
  read('reads data before and after the type', 'data: a\nevent: x\ndata: b\n\n', {
    events: [event('a\nb', 'x')],
  }),
  read(
    'reads a stream of tokens',
    'data: {"delta":"Hel"}\n\ndata: {"delta":"lo"}\n\ndata: [DONE]\n\n',
    ['{"delta":"Hel"}', '{"delta":"lo"}', '[DONE]'],
  ),
  read(
    'reads a stream with heartbeats',
    ': ok\n\nevent: ping\ndata: {}\n\n: hb\n\nid: 9\nevent: x\ndata: a\n\n: hb\n\n',
    {
      events: [event('{}', 'ping'), event('a', 'x', '9')],
    },
  ),
]

export const cases: readonly ConformanceCase[] = [
  ...byteOrderMark,
  ...lineEnds,
  ...endOfStream,
  ...comments,
  ...colonAndSpace,
  ...fieldNames,
  ...dataField,
  ...eventField,
  ...idField,
  ...retryField,
  ...utf8,
  ...blocks,
]
