import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a message to other tabs with a signal in it that is no plain data. */
export function warnOfUncloneable(message: unknown): void {
  try {
    structuredClone(message)
    JSON.stringify(message)
  } catch {
    warn(messageOf('tabs-signal'))
  }
}
