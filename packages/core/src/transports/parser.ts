import {
  COLON,
  CR,
  isLineEnd,
  lastCharacterEnd,
  lastLineEnd,
  LF,
  partOf,
  startsWith,
  valueAt,
} from './bytes.ts'
import { createDecode } from './decode.ts'
import { find, NOWHERE } from './find.ts'
import { createLineBuffer } from './lineBuffer.ts'
import { createLines } from './lines.ts'
import type { ParserOptions } from './parserOptions.ts'

export interface Parser {
  /** Reads the next bytes of the stream, and keeps no reference to them. */
  feed(chunk: Uint8Array): void
  /** Whether an end here would cut an event: its empty line has not come. */
  isInside(): boolean
  /** Drops what is buffered and delivers nothing more, not even the rest of the chunk being fed. */
  stop(): void
}

/**
 * How many bytes are decoded at once. A string that is cut out of another one keeps that one in
 * memory, so chunks are not decoded as a whole. Smaller windows would hold less, but each call of
 * TextDecoder costs Chromium as much as the parsing of two events.
 */
const windowSize = 16_384

/** So many bytes of a line of `data` are worth a call of TextDecoder of their own. */
const longLine = 1024

const dataName = [100, 97, 116, 97, COLON]
const bom = [0xef, 0xbb, 0xbf]

/**
 * Makes a parser that interprets an event stream as the HTML standard says (9.2.6), from bytes to
 * events.
 *
 * It reads windows of whole lines, so that no character and no line is cut in two. The unfinished
 * line at the end of a chunk waits as bytes, which the next window begins with. A long line of
 * `data` does not wait: its value is read as it comes.
 */
export function createParser(options: ParserOptions): Parser {
  const lines = createLines(options)
  const decode = createDecode()
  /** The unfinished line; in a long one, what is not yet worth decoding. */
  const rest = createLineBuffer()
  let isAtStart = true
  /** Whether the last byte was a CR: an LF that comes next belongs to it. */
  let isAfterCr = false
  let isInLongLine = false

  function feed(chunk: Uint8Array): void {
    if (isAtStart) {
      if (rest.size > 0) chunk = rest.take(chunk).slice()
      if (chunk.length < bom.length && chunk[0] === bom[0]) return rest.add(chunk)
      isAtStart = chunk.length === 0
      if (startsWith(chunk, bom)) chunk = chunk.subarray(bom.length)
    }
    const { length } = chunk
    let from = 0
    while (from < length && !lines.isStopped()) {
      const isRestOfCrlf = isAfterCr && chunk[from] === LF
      isAfterCr = false
      if (isRestOfCrlf) {
        from++
        continue
      }
      const limit = Math.min(from + windowSize, length)
      const isLong = isInLongLine && limit - from >= longLine
      const end = isLong ? limit : lastLineEnd(chunk, from, limit)
      if (end === from) {
        hold(partOf(chunk, from, limit))
        from = limit
      } else {
        const waiting = rest.size
        const bytes = rest.take(partOf(chunk, from, end))
        from += (isInLongLine ? readLongLine(bytes) : readLines(bytes)) - waiting
      }
    }
  }

  /** Keeps the beginning of a line. */
  function hold(bytes: Uint8Array): void {
    rest.add(bytes)
    const { buffer, size } = rest
    const isLong = isInLongLine || (size >= longLine && startsWith(buffer, dataName))
    if (!isLong) {
      // Of a comment only the colon is kept.
      if (buffer[0] === COLON) rest.size = 1
      else lines.limit(size)
    } else if (size >= longLine) {
      rest.size = 0
      if (!isInLongLine) lines.startData()
      const start = isInLongLine ? 0 : valueAt(buffer, dataName.length - 1)
      isInLongLine = true
      readLongLine(buffer.subarray(start, size))
    }
  }

  /** Reads whole lines, and returns how many bytes they have. */
  function readLines(bytes: Uint8Array): number {
    const { length } = bytes
    isAfterCr = bytes[length - 1] === CR
    lines.read(decode(bytes), bytes)
    return length
  }

  /** Reads bytes up to the end of the long line, if it is there, and returns how many these are. */
  function readLongLine(bytes: Uint8Array): number {
    const whole = lastCharacterEnd(bytes)
    const text = decode(bytes.subarray(0, whole))
    const end = Math.min(find(text, '\n', 0), find(text, '\r', 0))
    if (end === NOWHERE) {
      lines.addData(text, whole)
      if (whole < bytes.length) rest.add(bytes.subarray(whole))
      return bytes.length
    }
    // In the bytes it is further away, if not all characters before it are ASCII.
    let to = end
    while (!isLineEnd(bytes[to])) to++
    lines.addData(text.slice(0, end), to)
    isInLongLine = false
    isAfterCr = bytes[to] === CR
    return to + 1
  }

  return {
    feed,
    isInside: () => (rest.size > 0 && rest.buffer[0] !== COLON) || lines.isInside(),
    stop() {
      lines.stop()
      rest.size = 0
    },
  }
}
