import { longestDelay } from '../platform/timer.ts'
import { createTextPile, sizeOf } from './textPile.ts'
import type { RawEvent } from './transport.ts'

export interface ParserOptions {
  /**
   * The last event ID that the stream starts with; events inherit it until the stream sends
   * another.
   */
  readonly lastEventId: string
  /**
   * Bytes of UTF-8 that the data and the type of one event may have. Comments do not count. Any
   * other line may have as many, and the name of its field.
   */
  readonly maxEventSize: number
  readonly onEvent: (event: RawEvent) => void
  /** A block with an id and no data moved the last event ID. */
  readonly onId: (lastEventId: string) => void
  readonly onRetry: (delay: number) => void
  readonly onComment: () => void
  /** The pending event has outgrown `maxEventSize`: the parser has stopped. */
  readonly onOverflow: () => void
}

export interface Parser {
  /** Reads the next bytes of the stream, and keeps no reference to them. */
  feed(chunk: Uint8Array): void
  /** Whether an end here would cut an event: its empty line has not come. */
  isInside(): boolean
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

/** How long the longest name of a field is, with what separates it from its value. */
const NAME = 'event: '.length

/** How many bytes of UTF-8 a code unit has at most: two of them are one character of four. */
const WIDEST = 3

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
  const { maxEventSize, onEvent, onId, onRetry, onComment, onOverflow } = options
  const maxLineSize = maxEventSize + NAME
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
  /** An unfinished line. Of a comment only the colon is kept. */
  const rest = createTextPile()
  /** How many bytes it has at most, and each of its code units. */
  let restSize = 0
  let restWidth = 1
  let inComment = false

  // The buffers of the standard; an LF ends each line of `data`.
  const data = createTextPile()
  /** How many bytes it has at most: they are counted only when that is too many. */
  let dataSize = 0
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
        const line = rest.take(text.slice(start, next))
        const width = codes ? restWidth : WIDEST
        restSize = 0
        restWidth = 1
        inComment = false
        readLines(line, 0, undefined, width)
        if (stopped) return
        afterCr &&= next === text.length
        start = next
      }
    }
    const width = codes ? 1 : WIDEST
    if (restSize === 0) start = readLines(text, start, codes, width)
    if (stopped || inComment || start === text.length) return
    inComment = restSize === 0 && text.charCodeAt(start) === COLON
    rest.add(inComment ? ':' : start === 0 ? text : text.slice(start))
    if (width > restWidth) restWidth = width
    restSize += inComment ? 1 : (text.length - start) * width
    if (restSize > maxLineSize && (restSize = rest.size('')) > maxLineSize) overflow()
  }

  /**
   * Reads whole lines, and returns where the unfinished one starts. A code unit has `width` bytes at
   * most.
   */
  function readLines(
    text: string,
    from: number,
    codes: Uint8Array | undefined,
    width: number,
  ): number {
    const { length } = text
    let start = from
    // Locals, because a string that is stored in a variable of the closure costs the garbage
    // collector's write barrier.
    let newType = type
    let newId = id
    let newData = ''
    let held = dataSize
    // Whether a limit may be passed here at all.
    const careful = held + (length + newType.length) * WIDEST > maxEventSize
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
          if (
            careful &&
            code !== COLON &&
            (end - start) * width > maxLineSize &&
            sizeOf(text.slice(start, end)) > maxLineSize
          ) {
            overflow()
            break
          }
        }
        let at: number
        let raw: string | undefined
        if (code === D) {
          if (isData(codes, text, start) && (at = valueAt(codes, text, start + 4, end)) > 0) {
            // The empty line after it, which most events have here, needs no turn of its own.
            const next = end === cr && text.startsWith('\r\n', end) ? end + 2 : end + 1
            if (
              held === 0 &&
              next < length &&
              codeAt(codes, text, next) === codeAt(codes, text, end)
            ) {
              raw = text.slice(at, end)
              if (
                careful &&
                raw.length * width + newType.length * WIDEST > maxEventSize &&
                sizeOf(raw) + sizeOf(newType) > maxEventSize
              ) {
                overflow()
                break
              }
              start = end = next
            } else {
              held += (end - at) * width + 1
              newData += end === lf ? text.slice(at, end + 1) : text.slice(at, end) + '\n'
              if (careful && held - 1 + newType.length * WIDEST > maxEventSize) {
                held = data.size(newData)
                if (held - 1 + sizeOf(newType) > maxEventSize) overflow()
              }
            }
          }
        } else if (code === E) {
          if (isEvent(codes, text, start) && (at = valueAt(codes, text, start + 5, end)) > 0) {
            newType = text.slice(at, end)
            if (careful && held + newType.length * WIDEST > maxEventSize) {
              held = data.size(newData)
              if (Math.max(held - 1, 0) + sizeOf(newType) > maxEventSize) overflow()
            }
          }
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
        } else if (code === COLON) {
          onComment()
        }
        if (start === end) {
          const eventType = newType
          newType = ''
          if (held > 0) {
            raw = (dataSize > 0 ? data.take(newData) : newData).slice(0, -1)
            newData = ''
            held = dataSize = 0
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
        dataSize = held
        if (newData !== '')
          data.add(newData.length + 8 < length ? ['', newData].join('\n').slice(1) : newData)
      }
    }
    return start
  }

  function deliver(eventType: string, raw: string, eventId: string): void {
    lastEventId = eventId
    // The same string for equal types while they repeat, so that a `Map` lookup can reuse the
    // cached hash.
    if (eventType !== knownType) knownType = eventType
    onEvent({ type: knownType || 'message', raw, lastEventId: eventId })
  }

  function isInside(): boolean {
    const inLine = restSize > 0 && !inComment
    return inLine || inCharacter || dataSize > 0 || type !== '' || id !== lastEventId
  }

  function overflow(): void {
    stop()
    onOverflow()
  }

  function stop(): void {
    stopped = true
    rest.take('')
    data.take('')
    type = ''
  }

  return { feed, isInside, stop }
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
