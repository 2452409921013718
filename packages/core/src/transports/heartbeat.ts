/** Learns how often a server sends a comment, and how long its silence may be. */
export interface Heartbeat {
  /**
   * How long the server may be silent, in milliseconds; `Infinity` while its heartbeat is not
   * known.
   */
  readonly timeout: number
  /** Takes note of a comment that ended a silence, in milliseconds. */
  learn(silence: number): void
  /** Takes note of a silence that was longer than `timeout`: the next one may be twice as long. */
  missed(): void
}

/** A comment after less than this, in milliseconds, accompanies something else. */
const shortestBeat = 1000
/** How many silences say what the heartbeat is, and how many of the newest are kept. */
const enough = 3
const kept = 8
/** How many beats may fail to come: one may be late, and one delayed behind it. */
const missingBeats = 3
const shortestTimeout = 20_000
/** A server that is silent for longer has no heartbeat worth waiting for. */
const longestTimeout = 15 * 60_000

/**
 * Learns from the comments alone: events come when something happens, comments because time passes.
 * A server that sends none is never taken for dead. `npm run heartbeat` shows what this makes of
 * regular, irregular and failing servers.
 */
export function createHeartbeat(): Heartbeat {
  let silences: readonly number[] = []
  let patience = 1
  const timeout = () => {
    if (silences.length < enough) return Infinity
    const longest = Math.max(shortestTimeout, missingBeats * Math.max(...silences)) * patience
    return longest > longestTimeout ? Infinity : longest
  }
  return {
    get timeout() {
      return timeout()
    },
    learn(silence) {
      // Longer than the watch: a sleep of this machine, or a stall, and no heartbeat.
      if (silence < shortestBeat || silence > timeout()) return
      silences = [...silences, silence].slice(-kept)
    },
    missed() {
      patience *= 2
    },
  }
}
