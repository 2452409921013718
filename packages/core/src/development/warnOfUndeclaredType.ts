import type { Consumer } from '../connection/consumers.ts'
import type { RawEvent, Signal } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

const warned = new WeakSet<object>()

/**
 * Warns of an event that nothing reads: a misspelt type, or an error inside an answer of 200. Once
 * for a connection, and not where the event was the end of the stream to all of them.
 */
export function warnOfUndeclaredType(
  event: RawEvent,
  declared: object | undefined,
  consumers: ReadonlySet<Consumer>,
): void {
  if (declared) return
  const [consumer] = consumers
  // A transport that other tabs share carries their types, too, and warns by itself.
  if (!consumer || consumer.options().transport?.watchesItself || warned.has(consumers)) return
  warned.add(consumers)
  warn(messageOf('type-unread', event.type))
}

/**
 * Warns of the first event of a shared stream that no tab reads.
 *
 * @param types What the tabs listen for: the same set at each call.
 */
export function warnOfUnreadType(signal: Signal, types: ReadonlySet<string>): void {
  if (signal.kind !== 'event' || warned.has(types)) return
  const { type } = signal.event
  if (types.has(type) || types.has('*')) return
  warned.add(types)
  warn(messageOf('type-unread', type))
}
