import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a composable of Vue whose stream nothing will end. */
export function warnOfMissingScope(): void {
  warn(messageOf('scope-missing'))
}
