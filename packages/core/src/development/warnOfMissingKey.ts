import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns where other tabs cannot be cleared: without a key, nothing says which streams are meant. */
export function warnOfMissingKey(): void {
  warn(messageOf('key-missing'))
}
