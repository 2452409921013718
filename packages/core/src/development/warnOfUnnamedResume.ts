import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns of a `resume` that does nothing, because nothing says whose stream it is. */
export function warnOfUnnamedResume(storage: object | undefined, name: string | null): void {
  if (storage && name === null) warn(messageOf('resume-unnamed'))
}
