import { setTimeout as sleep } from 'node:timers/promises'
import { badDayDurations, badDayNames, type BadDayName } from '../src/shared/badDays.ts'

/** How often somebody who waits for the end of a bad day looks, in milliseconds. */
const step = 40

/** What goes wrong. All of it ends by itself. */
export interface BadDays {
  /** Milliseconds until a bad day is over, 0 on a good one. */
  left(name: BadDayName): number
  /** How often a bad day has begun. */
  starts(name: BadDayName): number
  start(name: BadDayName): void
  end(name: BadDayName): void
  /** Resolves when a bad day is over, or when nobody waits for it any more. */
  over(name: BadDayName, isLeft: () => boolean): Promise<void>
  /** The bad days that last. */
  all(): Partial<Record<BadDayName, number>>
}

/** @param pace How long they last, as a share of what a person gets to see. */
export function createBadDays(pace: number): BadDays {
  const ends = new Map<BadDayName, number>()
  const starts = new Map<BadDayName, number>()
  const left = (name: BadDayName) => Math.max(0, (ends.get(name) ?? 0) - Date.now())

  return {
    left,
    starts: (name) => starts.get(name) ?? 0,
    start(name) {
      starts.set(name, (starts.get(name) ?? 0) + 1)
      ends.set(name, Date.now() + badDayDurations[name] * pace)
    },
    end: (name) => void ends.delete(name),
    async over(name, isLeft) {
      while (left(name) > 0 && !isLeft()) await sleep(step)
    },
    all: () => Object.fromEntries(badDayNames.map((name) => [name, left(name)]).filter(([, time]) => time)),
  }
}
