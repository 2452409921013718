import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns where one request brings two events with one ID of `idOf`: the ID of a run, say. */
export function warnOfRepeatedId(): void {
  warn(messageOf('id-repeated'))
}
