// The bytes of an event stream that mean something.
export const LF = 10
export const CR = 13
export const COLON = 58
const SPACE = 32

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR
}

/** Where the value of a field starts whose name ends at `at`, or 0 if the name goes on. */
export function valueAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === COLON) return bytes[at + 1] === SPACE ? at + 2 : at + 1
  return isLineEnd(bytes[at]) ? at : 0
}

/** Where the last line ends before `limit`, or `from` if none does. */
export function lastLineEnd(bytes: Uint8Array, from: number, limit: number): number {
  let end = limit
  while (end > from && !isLineEnd(bytes[end - 1])) end--
  return end
}

/** Where the last character ends that is surely whole. */
export function lastCharacterEnd(bytes: Uint8Array): number {
  const { length } = bytes
  for (let at = length - 1; at >= length - 3 && bytes[at]! >= 0x80; at--) {
    // The first byte of a character of several.
    if (bytes[at]! >= 0xc0) return at
  }
  return length
}

/** Most chunks are one part, and to make a view costs more than to read a short event. */
export function partOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return to - from === bytes.length ? bytes : bytes.subarray(from, to)
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
