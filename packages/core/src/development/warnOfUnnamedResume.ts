import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a `resume` that does nothing, because nothing says whose stream it is. */
export function warnOfUnnamedResume(): void {
  warn(messageOf('resume-unnamed'))
}
