import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns where `idOf` answers with something that is no ID. */
export function warnOfIdAnswer(answer: unknown): void {
  warn(messageOf('id-invalid', typeof answer))
}
