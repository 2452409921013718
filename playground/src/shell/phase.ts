import type { Snapshot } from '@use-event-source/core'
import type { Phase } from '../../../packages/core/src/connection/machine.ts'
import { isOnline } from '../../../packages/core/src/connection/network.ts'

/**
 * Tells the phase that a connection is in by what its store shows. A store says `reconnecting` for four of them; what it
 * was before tells them apart.
 */
export function phaseAfter(before: Phase, { status, failure }: Pick<Snapshot<any>, 'status' | 'failure'>): Phase {
  // Closed on request: the store has let go of the connection, and nobody listens to it.
  if (status === 'closed' && !failure) return 'idle'
  if (status !== 'reconnecting') return status
  if (failure?.retryAt != null) return 'waiting'
  if (!isOnline(location.href)) return 'offline'
  return before === 'open' || before === 'connecting' || before === 'dropped' ? 'dropped' : 'redialing'
}

/** What it means to be in a phase. */
export const meanings: { readonly [P in Phase]: string } = {
  idle: 'Nobody listens, so nothing is dialled.',
  connecting: 'The first dial is under way.',
  open: 'The server accepted. Events may arrive.',
  dropped: 'The connection broke, and the browser dials again by itself.',
  waiting: 'The connection broke. A timer runs until the next dial.',
  offline: 'There is no network. The next dial waits for it.',
  redialing: 'A dial after a failure is under way.',
  paused: 'The page is hidden, and its listeners asked to wait for it.',
  closed: 'It ended, and is dialled again only when somebody asks.',
}
