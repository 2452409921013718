import type { RawEvent } from './transport.ts'

export interface ParserOptions {
  /** The last event ID that the stream starts with; events inherit it until the stream sends another. */
  readonly lastEventId: string
  /** Bytes that one event may take in the buffer: the data of the pending event and an unfinished line. */
  readonly maxEventSize: number
  readonly onEvent: (event: RawEvent) => void
  /** A block with an id and no data moved the last event ID. */
  readonly onId: (lastEventId: string) => void
  readonly onRetry: (delay: number) => void
  /** The pending event has outgrown `maxEventSize`: the parser has stopped. */
  readonly onOverflow: () => void
}

export interface Parser {
  /** Reads the next bytes of the stream, and keeps no reference to them. */
  feed(chunk: Uint8Array): void
  /** Drops what is buffered and delivers nothing more, not even the rest of the chunk being fed. */
  stop(): void
}

const LF = 10
const CR = 13
const SPACE = 32
const COLON = 58

/** Where a search that found nothing has ended; a small integer, because `Infinity` would slow every comparison. */
const NOWHERE = 0x3fffffff

/** A longer delay overflows the timers of every platform, and they fire at once. */
const LONGEST_DELAY = 2 ** 31 - 1

// A string that is cut out of another one keeps that one in memory, so we decode windows and not whole chunks.
// Smaller windows would hold less, but each call of TextDecoder costs Chromium as much as the parsing of four events.
const WINDOW = 16_384

const STREAM = { stream: true }
const NO_BYTES = new Uint8Array(0)

/**
 * Makes a parser that interprets an event stream as the HTML standard says (9.2.6), from bytes to events.
 *
 * Three habits make it fast. Nothing that we decode ends within a character, so that TextDecoder needs no
 * `{ stream: true }`, its slow path. Lines are told apart by their bytes, and values are cut out of the decoded text: while
 * that is ASCII, both have the same positions. And no search looks twice at the same byte, whatever ends the lines.
 */
export function createParser(options: ParserOptions): Parser {
  const { maxEventSize, onEvent, onId, onRetry, onOverflow } = options
  // We drop the BOM ourselves: to the decoder each window would be the start of a stream.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // A decoder that has once seen `{ stream: true }` stays slow in Node.
  const wideDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

  let stopped = false
  let atStart = true
  /** Whether the last byte was a CR: an LF that comes next belongs to it. */
  let afterCr = false
  /** Whether the text is not ASCII. Then Node decodes faster with `{ stream: true }` than without. */
  let wide = false
  /** The bytes of a character that may go on in the next chunk: at most three. */
  let tail = NO_BYTES
  /** The text of an unfinished line. */
  let rest = ''

  // The text being read, its bytes if it is ASCII, and the next line ends in it.
  let text = ''
  let ascii = NO_BYTES
  let lf = 0
  let cr = 0

  // The buffers of the standard. Data lines of this window are in `data`, those of earlier windows in `settled`.
  let data: string | undefined
  let settled = ''
  let type = ''
  let id = options.lastEventId
  let lastEventId = id

  function feed(chunk: Uint8Array): void {
    if (stopped) return
    const bytes = tail.length > 0 ? concat(tail, chunk) : chunk
    tail = NO_BYTES
    for (let from = 0, to = 0; from < bytes.length && !stopped; from = to) {
      to = Math.min(bytes.length, from + WINDOW)
      to -= unfinished(bytes, to)
      if (to === from) {
        tail = bytes.slice(from)
        return
      }
      const window = to - from < bytes.length ? bytes.subarray(from, to) : bytes
      text = wide ? wideDecoder.decode(window, STREAM) : decoder.decode(window)
      // Each character that is not ASCII takes more bytes than code units. (A broken one may not: then positions still agree.)
      ascii = text.length === window.length ? window : NO_BYTES
      wide = ascii === NO_BYTES || bytes[to - 1]! > 0x7f
      read()
    }
  }

  function read(): void {
    const first = text.charCodeAt(0)
    let start = (atStart && first === 0xfeff) || (afterCr && first === LF) ? 1 : 0
    atStart = afterCr = false
    lf = cr = -1
    while (start < text.length) {
      if (rest === '') start = skim(start)
      if (stopped) return
      const end = lineEnd(start)
      if (end === NOWHERE) break
      // The start of a line that windows share is put before its end alone: text that is joined is slower to read.
      const line = rest + text.slice(start, end)
      rest = ''
      interpret(line)
      if (stopped) return
      start = end + 1
      if (end === cr) {
        afterCr = start === text.length
        if (start === lf) start++
      }
    }
    rest += text.slice(start)
    if (data !== undefined) {
      // To join is to copy: what waits for later windows does not keep this one.
      settled += [data, ''].join('\n')
      data = undefined
    }
    measure(rest.length)
  }

  function lineEnd(start: number): number {
    if (lf < start) lf = find(text, '\n', start)
    if (cr < start) cr = find(text, '\r', start)
    return lf < cr ? lf : cr
  }

  /**
   * Reads the lines that streams are made of, as far as it can, and returns where it stopped. It knows no rule that
   * `interpret` does not know; it only compares bytes instead of cutting out names, which doubles the speed.
   */
  function skim(from: number): number {
    const codes = ascii
    let start = from
    while (start < codes.length) {
      let end = start
      switch (codes[start]) {
        case LF:
        case CR:
          dispatch()
          break
        case 100: // d
          if (codes[start + 1] !== 97 || codes[start + 2] !== 116 || codes[start + 3] !== 97 || codes[start + 4] !== COLON) return start
          end = lineEnd(start)
          if (end === NOWHERE) return start
          start += codes[start + 5] === SPACE ? 6 : 5
          if (data === undefined && settled === '' && codes[end] === LF && codes[end + 1] === LF) {
            deliver(text.slice(start, end++))
          } else addData(text.slice(start, end))
          break
        case 101: // e
          if (codes[start + 1] !== 118 || codes[start + 2] !== 101 || codes[start + 3] !== 110 || codes[start + 4] !== 116 || codes[start + 5] !== COLON) return start
          {
            const begin = start + (codes[start + 6] === SPACE ? 7 : 6)
            end = begin
            while (codes[end]! > CR) end++
            if (codes[end] !== LF && codes[end] !== CR) return start
            type = text.slice(begin, end)
          }
          break
        case 105: // i
          if (codes[start + 1] !== 100 || codes[start + 2] !== COLON) return start
          {
            const begin = start + (codes[start + 3] === SPACE ? 4 : 3)
            end = begin
            while (codes[end]! > CR) end++
            if (codes[end] !== LF && codes[end] !== CR) return start
            id = text.slice(begin, end)
          }
          break
        default:
          return start
      }
      if (stopped) return start
      start = end + 1
      if (codes[end] === CR) {
        afterCr = start === codes.length
        if (codes[start] === LF) start++
      }
    }
    return start
  }

  function interpret(line: string): void {
    if (line === '') return dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1)
    if (name === 'data') addData(value)
    else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) id = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) onRetry(Math.min(Number(value), LONGEST_DELAY))
  }

  function addData(value: string): void {
    data = data === undefined ? value : data + '\n' + value
    measure(data.length)
  }

  function dispatch(): void {
    if (data !== undefined) deliver(settled + data)
    else if (settled !== '') deliver(settled.slice(0, -1))
    else {
      type = ''
      if (id === lastEventId) return
      lastEventId = id
      onId(id)
    }
  }

  function deliver(raw: string): void {
    if (raw.length + type.length > maxEventSize) return overflow()
    const event = { type: type === '' ? 'message' : type, raw, lastEventId: id }
    lastEventId = id
    type = settled = ''
    data = undefined
    onEvent(event)
  }

  function measure(more: number): void {
    if (more + settled.length + type.length > maxEventSize) overflow()
  }

  function overflow(): void {
    stop()
    onOverflow()
  }

  function stop(): void {
    stopped = true
    tail = ascii = NO_BYTES
    rest = text = settled = type = ''
    data = undefined
  }

  return { feed, stop }
}

function find(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from)
  return index < 0 ? NOWHERE : index
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

/** How many bytes before `end` belong to a character that may go on after it. */
function unfinished(bytes: Uint8Array, end: number): number {
  for (let count = 1; count <= 3; count++) {
    const byte = bytes[end - count] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return count
  }
  return 0
}
