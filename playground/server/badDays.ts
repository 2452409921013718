/** What may go wrong for a while. All of it ends by itself. */
export interface BadDays {
  /** Milliseconds for which stream requests are still answered with 503. */
  unavailable(): number
  /** Milliseconds for which nothing is written yet. */
  silent(): number
  refuse(duration: number): void
  fallSilent(duration: number): void
}

export function createBadDays(): BadDays {
  let unavailableUntil = 0
  let silentUntil = 0
  return {
    unavailable: () => Math.max(0, unavailableUntil - Date.now()),
    silent: () => Math.max(0, silentUntil - Date.now()),
    refuse: (duration) => (unavailableUntil = Date.now() + duration),
    fallSilent: (duration) => (silentUntil = Date.now() + duration),
  }
}
