import { effectsOf, hasSocket, initialState, transition } from './machine.ts'
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
 *
 * An effect may call code of the application, which may connect or close: a storage, a transport
 * that hangs up. What it sends is kept until all effects have followed the present transition, so
 * that none of them is carried out for a state that is over. A dial comes after all that, because a
 * transport may answer before it returns; it is left out where it is not wanted any more.
 */
export function runMachine(
  effects: Effects,
  changed: (from: ConnectionState) => void,
): RunningMachine {
  let state = initialState
  let since: number | null = null
  let isBusy = false
  const kept: ConnectionEvent[] = []

  /** Returns the event that asks for a dial. */
  function follow(event: ConnectionEvent): ConnectionEvent | undefined {
    const from = state
    state = transition(from, event)
    if (state === from) return undefined
    if (statusOf[state.phase] !== statusOf[from.phase]) since = Date.now()
    const due = effectsOf(from, state)
    for (const effect of due) if (effect !== 'dial') effects[effect](event)
    return due.includes('dial') ? event : undefined
  }

  return {
    get state() {
      return state
    },
    get since() {
      return since
    },
    send(event) {
      kept.push(event)
      if (isBusy) return
      isBusy = true
      const from = state
      let dialFor: ConnectionEvent | undefined
      for (let next; (next = kept.shift());) dialFor = follow(next) ?? dialFor
      isBusy = false
      if (dialFor && hasSocket(state)) effects.dial(dialFor)
      if (state !== from) changed(from)
    },
  }
}
