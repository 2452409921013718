import { backoff } from '@use-event-source/core'
import type { RetryPolicy } from '@use-event-source/core'

/** Retries a 401 at once, after `renew` was called, unless the failure before it was a 401 too. */
export function renewOnce(
  renew: () => void,
  otherwise: RetryPolicy = backoff(),
): RetryPolicy {
  let renewed = false
  return (context) => {
    const refused = context.failure.status === 401
    // The first failure after progress, or after somebody asked to connect, is nobody's second.
    const again = refused && (!renewed || context.failures === 1)
    renewed = again
    if (!again) return otherwise(context)
    renew()
    return 0
  }
}
