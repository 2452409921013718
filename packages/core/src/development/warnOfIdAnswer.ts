import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns where `idOf` answers with something that is no ID, and not nothing either. */
export function warnOfIdAnswer(answer: unknown): void {
  if (answer !== undefined && answer !== null) warn(messageOf('id-invalid', typeof answer))
}
