/** A list that drops its oldest items when it is full. */
export interface Bounded<Item> {
  readonly size: number
  /** How many were dropped. */
  readonly dropped: number
  add(item: Item): void
  /** Returns the items, oldest first: the same array until one is added. */
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
  // Dropped items stay in front until they are as many as the others: `shift` would move them all.
  let start = 0
  let characters = 0
  let dropped = 0
  let copy: readonly Item[] | null = null

  const size = () => all.length - start
  const isFull = () => size() > limit || (characters > mostCharacters && size() > 1)

  function dropOldest() {
    characters -= sizeOf(all[start]!)
    start++
    dropped++
    if (start <= limit) return
    all = all.slice(start)
    start = 0
  }

  return {
    get size() {
      return size()
    },
    get dropped() {
      return dropped
    },
    add(item) {
      copy = null
      all.push(item)
      characters += sizeOf(item)
      while (isFull()) dropOldest()
    },
    items: () => (copy ??= all.slice(start)),
    clear() {
      all = []
      copy = null
      start = characters = dropped = 0
    },
  }
}
