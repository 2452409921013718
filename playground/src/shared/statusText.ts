import { describeFailure } from '@use-event-source/core'
import type { ConnectionFailure, Status } from '@use-event-source/core'

/**
 * Describes in a sentence how a connection is doing. The time until the next dial is shown beside
 * it, and runs down.
 *
 * @param closed What it means that this stream is closed without a failure.
 */
export function statusText(
  status: Status,
  failure: ConnectionFailure | null,
  closed = 'Closed on request',
): string {
  if (failure) return describeFailure({ ...failure, willRetry: false })
  if (status === 'open') return 'Live'
  if (status === 'closed') return closed
  return status === 'idle' ? 'Nothing listens' : 'Connecting'
}
