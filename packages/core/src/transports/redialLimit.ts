/** How long a redial may take for which no option says it. */
export interface RedialLimit {
  /** Milliseconds until the server has to accept. */
  readonly timeout: number
  /** Takes note of a dial that the server accepted after so many milliseconds. */
  opened(duration: number): void
  /** Takes note of a dial that the server left unanswered: the next one may take twice as long. */
  expired(): void
}

const shortest = 60_000
/** A server that has not answered for so long is not helped by a longer wait. */
const longest = 15 * 60_000

/**
 * Learns how long the server takes to accept. The first dial of a stream has no limit: a server may
 * hold its headers back until the first event, and nothing has shown for how long.
 */
export function createRedialLimit(): RedialLimit {
  let slowest = 0
  let patience = 1
  return {
    get timeout() {
      const usual = Math.max(shortest, 2 * slowest)
      return Math.max(usual, Math.min(longest, usual * patience))
    },
    opened(duration) {
      slowest = Math.max(slowest, duration)
      patience = 1
    },
    expired() {
      patience *= 2
    },
  }
}
