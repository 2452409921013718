/** What a list can be read by without a copy of it; an array, too. */
export interface Items<Item> {
  readonly length: number
  /** Counts from 0; `undefined` outside of the list. */
  at(index: number): Item | undefined
}

/** A list that drops its oldest items when it is full. */
export interface Bounded<Item> {
  add(item: Item): void
  /** Returns a copy, oldest first: the same array until one is added. */
  items(): readonly Item[]
}

/** Makes a list of at most `limit` items. */
export function createBounded<Item>(limit: number): Bounded<Item> {
  let all: Item[] = []
  let copy: readonly Item[] | null = null
  return {
    add(item) {
      copy = null
      all.push(item)
      // Rarely, because it copies them.
      if (all.length === 2 * limit) all = all.slice(-limit)
    },
    items: () => (copy ??= all.slice(-limit)),
  }
}
