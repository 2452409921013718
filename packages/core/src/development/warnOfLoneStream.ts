import type { TransportRequest } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a stream that was to be shared by all tabs, and cannot be. */
export function warnOfLoneStream(
  reason: 'tabs-identity' | 'tabs-locks',
  { url }: TransportRequest,
): void {
  // The query may hold a token.
  const { origin, pathname } = new URL(url)
  warn(messageOf(reason, origin + pathname))
}
