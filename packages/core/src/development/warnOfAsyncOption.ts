import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a function that answered with a promise where its answer is needed at once. */
export function warnOfAsyncOption(option: string): void {
  warn(messageOf('option-asynchronous', option))
}
