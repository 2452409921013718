import { backoff } from '@use-event-source/core'
import type { RetryPolicy } from '@use-event-source/core'

/** Calls `renew` after a 401 and retries at once, unless the failure before it was a 401 too. */
export function renewOnce(
  renew: () => void,
  otherwise: RetryPolicy = backoff(),
): RetryPolicy {
  let renewed = false
  return (context) => {
    const refused = context.failure.status === 401
    // A count of 1 means a new series: after progress, or after `connect()`.
    const again = refused && (!renewed || context.failureCount === 1)
    renewed = again
    if (!again) return otherwise(context)
    renew()
    return 0
  }
}
