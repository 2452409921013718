/** Counts numbers that a server sends in order, each once. */
export interface Tally {
  readonly received: number
  /** The newest number; 0 before the first. */
  readonly highest: number
  /** Numbers that were left out. */
  readonly lost: number
  /** Numbers that came after a newer one, or again. */
  readonly twice: number
  count(number: number): void
}

/**
 * Starts a count. `before` is the number before the first one; without it the first may be any, for
 * a stream begins where the server is.
 */
export function createTally(before?: number): Tally {
  let [received, highest, lost, twice] = [0, before ?? 0, 0, 0]
  let isFirst = before === undefined
  return {
    get received() {
      return received
    },
    get highest() {
      return highest
    },
    get lost() {
      return lost
    },
    get twice() {
      return twice
    },
    count(number) {
      received++
      if (number <= highest) twice++
      else if (!isFirst) lost += number - highest - 1
      highest = Math.max(highest, number)
      isFirst = false
    },
  }
}

/** Counts all of a list. */
export function tallyOf(numbers: Iterable<number>, before?: number): Tally {
  const tally = createTally(before)
  for (const number of numbers) tally.count(number)
  return tally
}
