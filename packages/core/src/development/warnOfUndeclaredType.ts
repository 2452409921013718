import type { Consumer } from '../connection/consumers.ts'
import type { Signal } from '../transports/transport.ts'
import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of an event that nothing reads: a misspelt type, or an error inside an answer of 200. */
export function warnOfUndeclaredType(type: string, consumer: Consumer): void {
  // A transport that other tabs share carries their types, too, and warns by itself.
  if (!consumer.transport().watchesItself) warn(messageOf('type-unread', type))
}

const warned = new WeakSet<ReadonlySet<string>>()

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
