import type { Client } from '../connection/client.ts'

/** Follows the clearings of a client: what came before one is another user's. */
export interface Clearings {
  /** The number of clearings that were followed. */
  readonly count: number
  /** Follows each clearing as it happens, until `unwatch()`. */
  watch(): void
  unwatch(): void
  /** Follows a clearing that happened meanwhile. */
  refresh(): void
}

/** Calls `cleared` after a clearing of the client, which may be another one at each call. */
export function followClearings(client: () => Client, cleared: () => void): Clearings {
  let count = client().clearings
  let stop = () => {}

  function refresh() {
    const { clearings } = client()
    if (count === clearings) return
    count = clearings
    cleared()
  }

  return {
    get count() {
      return count
    },
    watch() {
      stop()
      stop = client().cleared.add(refresh)
    },
    unwatch: () => stop(),
    refresh,
  }
}
