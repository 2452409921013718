import {
  transition,
  type ConnectionEvent,
  type ConnectionState,
  type Phase,
} from '../../../packages/core/src/connection/machine.ts'
import { statusOf } from '../../../packages/core/src/store/snapshot.ts'

/** A step that the connection can make. */
export interface Step {
  readonly from: Phase
  readonly event: ConnectionEvent['type']
  readonly to: Phase
}

const failure = { kind: 'network', message: '' } as const

const events: readonly ConnectionEvent[] = [
  { type: 'connect' },
  { type: 'open' },
  { type: 'drop', failure },
  { type: 'wait', failure, retryAt: 0 },
  { type: 'offline', failure },
  { type: 'pause' },
  { type: 'fail', failure },
  { type: 'release' },
]

const phases = Object.keys(statusOf) as Phase[]

/** Every step of the table that the library runs on, found by trying each event in each phase. */
export const steps: readonly Step[] = phases.flatMap((from) =>
  events.flatMap((event) => {
    const state = { dial: 1, failures: 1, phase: from, failure: null } as unknown as ConnectionState
    const next = transition(state, event)
    return next === state ? [] : [{ from, event: event.type, to: next.phase }]
  }),
)
