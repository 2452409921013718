import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a signal that is no plain data, and so cannot be sent to other tabs. */
export function warnOfUncloneable(): void {
  warn(messageOf('tabs-signal'))
}
