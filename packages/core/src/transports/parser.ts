import { longestDelay } from '../platform/timer.ts'
import type { RawEvent } from './transport.ts'

export interface ParserOptions {
  /**
   * The last event ID that the stream starts with; events inherit it until the stream sends
   * another.
   */
  readonly lastEventId: string
  /**
   * Bytes that one event may take in the buffer: the data of the pending event and an unfinished
   * line.
   */
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
const BOM = 0xfeff

// The first letters of `data`, `event`, `id` and `retry`.
const D = 100
const E = 101
const I = 105
const R = 114

/**
 * Where a search that found nothing has ended; a small integer, because `Infinity` would slow every
 * comparison.
 */
const NOWHERE = 0x3fffffff

// A string that is cut out of another one keeps that one in memory, so we decode windows and not
// whole chunks. Smaller windows would hold less, but each call of TextDecoder costs Chromium as
// much as the parsing of two events.
const WINDOW = 16_384

const STREAM = { stream: true }

/**
 * Makes a parser that interprets an event stream as the HTML standard says (9.2.6), from bytes to
 * events.
 *
 * Three habits make it fast. It decodes without `{ stream: true }`, the slow path of TextDecoder,
 * unless a window is not ASCII. It cuts values out of the decoded text but compares bytes, which
 * are five times as fast to read as the code units of a string: while the text is ASCII, both have
 * the same positions. And no search looks twice at the same character, whatever ends the lines.
 */
export function createParser(options: ParserOptions): Parser {
  const { maxEventSize, onEvent, onId, onRetry, onOverflow } = options
  // We drop the BOM ourselves: to the first decoder each window is the start of a stream.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // A decoder that has once seen `{ stream: true }` stays slow in Node.
  const wideDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

  let stopped = false
  let atStart = true
  /** Whether the last byte was a CR: an LF that comes next belongs to it. */
  let afterCr = false
  /** Whether the last byte was not ASCII: `wideDecoder` may hold the start of a character. */
  let inCharacter = false
  /**
   * Whether the last window was not ASCII. Then Node decodes all but short ones faster with `{
   * stream: true }`.
   */
  let wide = false
  /** An unfinished line, in pieces. */
  let rest: string[] = []
  let restSize = 0

  // The buffers of the standard; an LF ends each line of `data`.
  let data = ''
  let type = ''
  /** The type of the last event. */
  let knownType = ''
  let id = options.lastEventId
  let lastEventId = id

  function feed(chunk: Uint8Array): void {
    const { length } = chunk
    for (let from = 0; from < length && !stopped; from += WINDOW) {
      const window = length > WINDOW ? chunk.subarray(from, from + WINDOW) : chunk
      const size = window.length
      const ascii = window[size - 1]! < 0x80
      const whole = ascii && !inCharacter && !(wide && size > 512)
      const text = whole ? decoder.decode(window) : wideDecoder.decode(window, STREAM)
      inCharacter = !ascii
      // Each character that is not ASCII takes more bytes than code units. (A broken one may not:
      // then positions still agree.)
      wide = text.length !== size
      if (text !== '') readWindow(text, whole && !wide ? window : undefined)
    }
  }

  function readWindow(text: string, codes: Uint8Array | undefined): void {
    let start = 0
    if (atStart || afterCr) {
      if (text.charCodeAt(0) === (atStart ? BOM : LF)) start = 1
      atStart = afterCr = false
    }
    if (restSize > 0) {
      const end = Math.min(find(text, '\n', start), find(text, '\r', start))
      if (end !== NOWHERE) {
        const next = end + (text.startsWith('\r\n', end) ? 2 : 1)
        rest.push(text.slice(start, next))
        const line = rest.join('')
        rest = []
        restSize = 0
        readLines(line, 0, undefined)
        if (stopped) return
        afterCr &&= next === text.length
        start = next
      }
    }
    if (restSize === 0) start = readLines(text, start, codes)
    if (stopped) return
    if (start < text.length) {
      rest.push(text.slice(start))
      restSize += text.length - start
    }
    if (restSize + data.length + type.length > maxEventSize) overflow()
  }

  /** Reads whole lines, and returns where the unfinished one starts. */
  function readLines(text: string, from: number, codes: Uint8Array | undefined): number {
    const { length } = text
    let start = from
    // Locals, because a string that is stored in a variable of the closure costs the garbage
    // collector's write barrier.
    let newType = type
    let newId = id
    let newData = ''
    let held = data.length
    let lf = -1
    let cr = find(text, '\r', start)
    let nul = -1
    try {
      while (start < length) {
        const code = codeAt(codes, text, start)
        let end = start
        if (code !== LF && code !== CR) {
          if (lf < start) lf = find(text, '\n', start)
          if (cr < start) cr = find(text, '\r', start)
          end = lf < cr ? lf : cr
          if (end === NOWHERE) break
        }
        let at: number
        let raw: string | undefined
        if (code === D) {
          if (isData(codes, text, start) && (at = valueAt(codes, text, start + 4, end)) > 0) {
            // The empty line after it, which most events have here, needs no turn of its own.
            const next = end === cr && text.startsWith('\r\n', end) ? end + 2 : end + 1
            if (
              newData === '' &&
              held === 0 &&
              next < length &&
              codeAt(codes, text, next) === codeAt(codes, text, end)
            ) {
              raw = text.slice(at, end)
              start = end = next
            } else {
              newData += end === lf ? text.slice(at, end + 1) : text.slice(at, end) + '\n'
              if (newData.length - 1 + held + newType.length > maxEventSize) overflow()
            }
          }
        } else if (code === E) {
          if (isEvent(codes, text, start) && (at = valueAt(codes, text, start + 5, end)) > 0)
            newType = text.slice(at, end)
        } else if (code === I) {
          if (
            codeAt(codes, text, start + 1) === D &&
            (at = valueAt(codes, text, start + 2, end)) > 0
          ) {
            if (nul < start) nul = find(text, '\0', start)
            if (nul > end) newId = text.slice(at, end)
          }
        } else if (
          code === R &&
          text.startsWith('retry', start) &&
          (at = valueAt(codes, text, start + 5, end)) > 0
        ) {
          const value = text.slice(at, end)
          if (/^[0-9]+$/.test(value)) onRetry(Math.min(Number(value), longestDelay))
        }
        if (start === end) {
          const eventType = newType
          newType = ''
          if (held > 0 || newData !== '') {
            raw = (data + newData).slice(0, -1)
            data = newData = ''
            held = 0
          }
          if (raw !== undefined) deliver(eventType, raw, newId)
          else if (newId !== lastEventId) onId((lastEventId = newId))
        }
        if (stopped) break
        start = end + 1
        if (cr !== NOWHERE && codeAt(codes, text, end) === CR) {
          if (start === length) afterCr = true
          else if (codeAt(codes, text, start) === LF) start++
        }
      }
    } finally {
      if (!stopped) {
        type = newType
        id = newId
        // To join is to copy: what waits for later windows does not keep this one, unless it is
        // nearly all of it.
        if (newData !== '')
          data += newData.length + 8 < length ? ['', newData].join('\n').slice(1) : newData
      }
    }
    return start
  }

  function deliver(eventType: string, raw: string, eventId: string): void {
    if (raw.length + eventType.length > maxEventSize) return overflow()
    lastEventId = eventId
    // The same string for equal types while they repeat, so that a `Map` lookup can reuse the
    // cached hash.
    if (eventType !== knownType) knownType = eventType
    onEvent({ type: knownType || 'message', raw, lastEventId: eventId })
  }

  function overflow(): void {
    stop()
    onOverflow()
  }

  function stop(): void {
    stopped = true
    rest = []
    data = type = ''
  }

  return { feed, stop }
}

function find(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from)
  return index < 0 ? NOWHERE : index
}

function codeAt(codes: Uint8Array | undefined, text: string, at: number): number {
  return codes === undefined ? text.charCodeAt(at) : codes[at]!
}

function isData(codes: Uint8Array | undefined, text: string, at: number): boolean {
  return (
    codeAt(codes, text, at + 1) === 97 &&
    codeAt(codes, text, at + 2) === 116 &&
    codeAt(codes, text, at + 3) === 97
  )
}

function isEvent(codes: Uint8Array | undefined, text: string, at: number): boolean {
  return (
    codeAt(codes, text, at + 1) === 118 &&
    codeAt(codes, text, at + 2) === 101 &&
    codeAt(codes, text, at + 3) === 110 &&
    codeAt(codes, text, at + 4) === 116
  )
}

/** Where the value of a field starts whose name ends at `at`, or 0 if the name goes on. */
function valueAt(codes: Uint8Array | undefined, text: string, at: number, end: number): number {
  if (at === end) return end
  if (codeAt(codes, text, at) !== COLON) return 0
  return codeAt(codes, text, at + 1) === SPACE ? at + 2 : at + 1
}
