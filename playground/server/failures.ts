import { setTimeout as sleep } from 'node:timers/promises'
import { failureDurations, failureNames, type FailureName } from '../src/shared/failures.ts'

/** How often `over` checks whether a failure has ended, in milliseconds. */
const step = 40

/** What goes wrong at the push of a button. All of it ends by itself. */
export interface Failures {
  /** Milliseconds until a failure is over, 0 when it is. */
  left(name: FailureName): number
  /** How often a failure has begun. */
  starts(name: FailureName): number
  start(name: FailureName): void
  end(name: FailureName): void
  /** Resolves when a failure is over, or when `isLeft` says that its client has gone. */
  over(name: FailureName, isLeft: () => boolean): Promise<void>
  /** The failures that last, and how many milliseconds are left of each. */
  all(): Partial<Record<FailureName, number>>
}

/** @param pace How long they last, as a share of what visitors get. */
export function createFailures(pace: number): Failures {
  const ends = new Map<FailureName, number>()
  const starts = new Map<FailureName, number>()
  const left = (name: FailureName) => Math.max(0, (ends.get(name) ?? 0) - Date.now())

  return {
    left,
    starts: (name) => starts.get(name) ?? 0,
    start(name) {
      starts.set(name, (starts.get(name) ?? 0) + 1)
      ends.set(name, Date.now() + failureDurations[name] * pace)
    },
    end: (name) => void ends.delete(name),
    async over(name, isLeft) {
      while (left(name) > 0 && !isLeft()) await sleep(step)
    },
    all: () =>
      Object.fromEntries(failureNames.map((name) => [name, left(name)]).filter(([, time]) => time)),
  }
}
