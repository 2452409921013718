/** The bytes of a line whose end has not come. */
export interface LineBuffer {
  /** How many bytes there are. To make it less forgets the last ones. */
  size: number
  /** Has them at its beginning. */
  readonly buffer: Uint8Array
  /** Adds a copy. */
  add(bytes: Uint8Array): void
  /** Returns all bytes with these behind them, and leaves none. Valid until the next call. */
  take(bytes: Uint8Array): Uint8Array
}

/** A larger buffer, which a long line needed, is not kept for the next one. */
const mostKept = 65_536

export function createLineBuffer(): LineBuffer {
  const line = {
    size: 0,
    buffer: new Uint8Array(0),
    add(bytes: Uint8Array) {
      const { size, buffer } = line
      line.size += bytes.length
      if (line.size > buffer.length) {
        line.buffer = new Uint8Array(2 * line.size)
        line.buffer.set(buffer.subarray(0, size))
      }
      // To call `set` for one byte takes longer than to read it.
      if (bytes.length === 1) line.buffer[size] = bytes[0]!
      else line.buffer.set(bytes, size)
    },
    take(bytes: Uint8Array) {
      if (line.size === 0) return bytes
      line.add(bytes)
      const all = line.buffer.subarray(0, line.size)
      line.size = 0
      if (line.buffer.length > mostKept) line.buffer = new Uint8Array(0)
      return all
    },
  }
  return line
}
