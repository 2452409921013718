/** Text that comes in pieces, and is wanted as a whole later. */
export interface TextPile {
  add(piece: string): void
  /** Returns the whole text, with a last piece, and leaves nothing. */
  take(last: string): string
  /** Returns how many bytes of UTF-8 the whole text has, with a last piece. Looks at all of it. */
  size(last: string): number
}

/** So many pieces are joined into one: in an array, a piece of one byte takes eight and more. */
const together = 1024

export function createTextPile(): TextPile {
  let joined: string[] = []
  let pieces: string[] = []
  function take(last: string) {
    pieces.push(last)
    const latest = pieces.join('')
    pieces = []
    if (joined.length === 0) return latest
    joined.push(latest)
    const whole = joined.join('')
    joined = []
    return whole
  }
  return {
    add(piece) {
      if (pieces.push(piece) < together) return
      joined.push(pieces.join(''))
      pieces = []
    },
    take,
    size(last) {
      const whole = take('')
      joined.push(whole)
      return sizeOf(whole) + sizeOf(last)
    },
  }
}

/** Returns how many bytes of UTF-8 a text has. */
export function sizeOf(text: string): number {
  let size = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Two surrogates are one character of four bytes.
    if (unit > 0x7f) size += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return size
}
