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

/** What each phase means. */
export const meanings: { readonly [P in Phase]: string } = {
  idle: 'Nothing listens, so nothing is dialled.',
  connecting: 'The first dial is under way.',
  open: 'The server accepted. Events may arrive.',
  dropped: 'The connection broke, and the browser dials again by itself.',
  waiting: 'The connection broke. A timer runs until the next dial.',
  offline: 'The browser sees no network. The next dial waits for it, or for ten seconds.',
  redialing: 'A dial after a failure is under way.',
  paused: 'The page is hidden, and pauseWhenHidden is set.',
  failed: 'It ended, and is dialled again only on request.',
}
