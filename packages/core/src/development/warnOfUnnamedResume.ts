import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a `resume` that does nothing, because nothing says whose stream it is. */
export function warnOfUnnamedResume(name: string | null): void {
  if (name === null) warn(messageOf('resume-unnamed'))
}
