import type { TransportRequest } from '../transports/transport.ts'
import type { SharedTab } from './observedStream.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/**
 * Warns of a stream that was to be shared by all tabs, and cannot be.
 *
 * @param tab One that was refused a lock. If it leads it had the lock, and another tab has it now.
 */
export function warnOfLoneStream(
  { url, method, identity }: TransportRequest,
  tab?: Pick<SharedTab, 'role'>,
): void {
  if (method !== 'GET' || tab?.role === 'leading') return
  // The query may hold a token.
  const { origin, pathname } = new URL(url)
  warn(messageOf(identity ? 'tabs-locks' : 'tabs-identity', origin + pathname))
}
