/**
 * The newest items of something that never ends. A history never changes: whoever holds one may go on reading it while
 * others are made of it.
 */
export interface History<Item> {
  readonly length: number
  /** Returns an item by its place, 0 being the oldest that is kept. */
  at(index: number): Item | undefined
  /** Returns the history with one item more, and without the oldest where there would be too many. */
  add(item: Item): History<Item>
}

const chunkSize = 256

/** Makes a history that keeps `most` items. To add one copies none: at times it copies the list of chunks. */
export function createHistory<Item>(most: number): History<Item> {
  return historyOf<Item>([], 0, 0, most)
}

function historyOf<Item>(chunks: readonly Item[][], first: number, length: number, most: number): History<Item> {
  const end = first + length

  function withItem(item: Item): readonly Item[][] {
    const last = chunks.at(-1)
    const filled = end - (chunks.length - 1) * chunkSize
    if (!last || filled === chunkSize) return [...chunks, [item]]
    // The chunk is shared with the histories before this one, which do not look behind their own end.
    if (last.length === filled) {
      last.push(item)
      return chunks
    }
    // Somebody else has gone on from here already, and that is another history.
    return [...chunks.slice(0, -1), [...last.slice(0, filled), item]]
  }

  return {
    length,
    at(index) {
      const place = first + index
      return index < 0 || index >= length ? undefined : chunks[Math.floor(place / chunkSize)]?.[place % chunkSize]
    },
    add(item) {
      const grown = withItem(item)
      if (length < most) return historyOf(grown, first, length + 1, most)
      if (first + 1 < chunkSize) return historyOf(grown, first + 1, length, most)
      return historyOf(grown.slice(1), 0, length, most)
    },
  }
}
