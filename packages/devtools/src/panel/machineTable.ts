import { table } from '@use-event-source/core/tools'
import type { ConnectionEvent, Phase } from '@use-event-source/core/tools'

/** A step that the connection can make. */
export interface Step {
  readonly from: Phase
  readonly event: ConnectionEvent['type']
  readonly to: Phase
}

/** Every cell of the table that the library runs on. */
export const steps: readonly Step[] = Object.entries(table).flatMap(([from, row]) =>
  Object.entries(row).map(([event, to]) => ({ from, event, to }) as Step),
)
