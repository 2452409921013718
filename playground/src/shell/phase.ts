import type { Snapshot } from '@use-event-source/core'
import type { Phase } from '@use-event-source/core/tools'
import { isOnline } from '@use-event-source/core/tools'

/**
 * Returns the phase of a connection from the snapshot of its store. `reconnecting` stands for four
 * of them, which the phase before tells apart.
 */
export function phaseAfter(
  before: Phase,
  { status, failure }: Pick<Snapshot, 'status' | 'failure'>,
): Phase {
  // Closed on request: the store has released the connection, and nothing listens to it.
  if (status === 'closed') return failure ? 'failed' : 'idle'
  if (status !== 'reconnecting') return status
  // Without a network a connection looks again from time to time, so both have a next dial.
  if (!isOnline(location.href)) return 'offline'
  if (failure?.retryAt != null) return 'waiting'
  return before === 'open' || before === 'connecting' || before === 'dropped'
    ? 'dropped'
    : 'redialing'
}
