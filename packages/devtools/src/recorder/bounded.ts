/** What a list can be read by without a copy of it; an array, too. */
export interface Items<Item> {
  readonly length: number
  /** Counts from 0; `undefined` outside of the list. */
  at(index: number): Item | undefined
}

/** A list that drops its oldest items when it is full. */
export interface Bounded<Item> extends Items<Item> {
  /** How many were dropped. */
  readonly dropped: number
  add(item: Item): void
  /** Returns a copy, oldest first: the same array until one is added. */
  items(): readonly Item[]
  clear(): void
}

/**
 * Makes a list of at most `limit` items, which have at most `mostCharacters` by the sizes that
 * `sizeOf` gives.
 */
export function createBounded<Item>(
  limit: number,
  mostCharacters = Infinity,
  sizeOf: (item: Item) => number = () => 0,
): Bounded<Item> {
  let all: Item[] = []
  // Beside the items, so that an old one is dropped without a look at it: it has left the cache.
  let sizes: number[] = []
  // Dropped items stay in front until they are as many as the others: `shift` would move them all.
  let start = 0
  let characters = 0
  let dropped = 0
  let copy: readonly Item[] | null = null

  function dropOldest() {
    characters -= sizes[start]!
    start++
    dropped++
    if (start <= limit) return
    all = all.slice(start)
    sizes = sizes.slice(start)
    start = 0
  }

  return {
    get length() {
      return all.length - start
    },
    get dropped() {
      return dropped
    },
    at: (index) => (index < 0 ? undefined : all[start + index]),
    add(item) {
      const size = sizeOf(item)
      copy = null
      all.push(item)
      sizes.push(size)
      characters += size
      if (all.length - start > limit) dropOldest()
      while (characters > mostCharacters && all.length - start > 1) dropOldest()
    },
    items: () => (copy ??= all.slice(start)),
    clear() {
      all = []
      sizes = []
      copy = null
      start = characters = dropped = 0
    },
  }
}
