/** Counts numbered events, and those that are missing. */
export interface Tally {
  received: number
  missing: number
  add(id: number): void
}

export function createTally(): Tally {
  let first: number | undefined
  let last = 0
  return {
    received: 0,
    missing: 0,
    add(id) {
      first ??= id
      last = Math.max(last, id)
      this.received++
      this.missing = last - first + 1 - this.received
    },
  }
}
