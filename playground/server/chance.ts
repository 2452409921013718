/** A number in [0, 1) that looks random and is always the same for the same seed. */
export function chance(seed: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Picks an item, always the same for the same seed. */
export function pick<T>(items: readonly T[], seed: number): T {
  return items[Math.floor(chance(seed) * items.length)]!
}
