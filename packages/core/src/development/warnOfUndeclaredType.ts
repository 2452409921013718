import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of an event that nothing reads: a misspelt type, or an error inside an answer of 200. */
export function warnOfUndeclaredType(type: string): void {
  warn(messageOf('type-unread', type))
}
