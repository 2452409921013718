import { explain } from './messages.ts'
import type { SourceOptions } from '../view/componentSource.ts'
import { warn } from './warn.ts'

/** Warns of an option that a component cannot change: what carries a stream is chosen when it is made. */
export function checkRenewal(held: Pick<SourceOptions<{}>, 'transport'>, newest: typeof held): void {
  if (held.transport !== newest.transport) warn(explain('transport-replaced'))
}
