import type { Transport } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/**
 * Warns of an option that a component cannot change: what carries a stream is chosen when it is
 * made.
 */
export function warnOfNewTransport(
  held: Transport | undefined,
  newest: Transport | undefined,
): void {
  if (held !== newest) warn(messageOf('transport-replaced'))
}
