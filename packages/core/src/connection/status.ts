import type { Phase } from './machine.ts'

/**
 * The public status of a connection.
 *
 * - `idle`: nothing listens, or the page is hidden and `pauseWhenHidden` is set.
 * - `connecting`: the first dial is under way.
 * - `open`: events may arrive.
 * - `reconnecting`: the connection was lost, and is coming back.
 * - `closed`: it ended: `failure` is `null` after `close()`, and says why otherwise.
 */
export type Status = 'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed'

/** What each phase of the machine is to users. */
export const statusOf: { readonly [P in Phase]: Status } = {
  idle: 'idle',
  paused: 'idle',
  connecting: 'connecting',
  open: 'open',
  dropped: 'reconnecting',
  waiting: 'reconnecting',
  offline: 'reconnecting',
  redialing: 'reconnecting',
  failed: 'closed',
}
