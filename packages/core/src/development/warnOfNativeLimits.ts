import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of the options that a browser's own `EventSource` cannot honour. */
export function warnOfNativeLimits(options: () => readonly string[]): void {
  for (const option of options()) warn(messageOf('option-beyond-native', option))
}
