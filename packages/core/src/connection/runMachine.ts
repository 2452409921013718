import { effectsOf, initialState, transition } from './machine.ts'
import type { ConnectionEvent, ConnectionState, Effect } from './machine.ts'
import { statusOf } from './status.ts'

/** A machine that runs: its state, and the one way to change it. */
export interface RunningMachine {
  readonly state: ConnectionState
  /**
   * When the present status began, in milliseconds since the epoch; `null` while it is the first
   * one.
   */
  readonly since: number | null
  send(event: ConnectionEvent): void
}

export type Effects = { readonly [E in Effect]: (event: ConnectionEvent) => void }

/**
 * Runs the machine: carries out the effects of each transition in their order, and then calls
 * `changed`.
 */
export function runMachine(
  effects: Effects,
  changed: (from: ConnectionState) => void,
): RunningMachine {
  let state = initialState
  let since: number | null = null
  return {
    get state() {
      return state
    },
    get since() {
      return since
    },
    send(event) {
      const from = state
      state = transition(from, event)
      if (state === from) return
      if (statusOf[state.phase] !== statusOf[from.phase]) since = Date.now()
      for (const effect of effectsOf(from, state)) effects[effect](event)
      changed(from)
    },
  }
}
