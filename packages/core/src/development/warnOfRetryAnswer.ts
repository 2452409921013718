import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns when a retry policy answers neither with milliseconds nor with `false`. */
export function warnOfRetryAnswer(answer: unknown): void {
  warn(messageOf('retry-invalid', String(answer)))
}
