import { messageOf } from './messages.ts'
import { warn } from './warn.ts'

/** Warns where one request brings two events with one ID of `idOf`: the ID of a run, say. */
export function warnOfRepeatedId(before: ReadonlySet<string>, id: string): void {
  if (before.has(id)) warn(messageOf('id-repeated'))
}
