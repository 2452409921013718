import type { Transport } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

interface Carried {
  readonly transport?: Transport | undefined
}

/**
 * Warns of an option that a component cannot change: what carries a stream is chosen when it is
 * made.
 */
export function warnOfNewTransport(held: Carried, newest: Carried): void {
  if (held.transport !== newest.transport) warn(messageOf('transport-replaced'))
}
