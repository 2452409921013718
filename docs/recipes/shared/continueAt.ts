import { backoff } from '@use-event-source/core'
import type { ConnectionOptions } from '@use-event-source/core'

/**
 * Options for an answer that is sent on request, and can be read from another URL while it is
 * written. The server resumes it by ids where it sends them. Otherwise it replays the answer, and
 * what was read before is skipped.
 */
export function continueAt(url: string) {
  let count = 0
  return {
    // A question that is asked twice has two answers.
    key: crypto.randomUUID(),
    // A request that was refused with 429 or 503 has begun nothing, so it is sent again.
    retry: backoff(),
    reconnectWith() {
      count = 0
      return { url, method: 'GET' }
    },
    // Called for a server without ids: its events are counted from where it replays.
    idOf: () => ++count,
  } satisfies Partial<ConnectionOptions>
}
