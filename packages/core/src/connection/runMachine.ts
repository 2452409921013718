import { effectsOf, hasSocket, transition } from './machine.ts'
import type { ConnectionEvent, ConnectionState, Effect } from './machine.ts'
import { statusOf } from './status.ts'

/** A machine that runs. */
export interface RunningMachine {
  state: ConnectionState
  /**
   * When the present status began, in milliseconds since the epoch; `null` while it is the first
   * one.
   */
  since: number | null
  /** Whether effects are carried out: then what is sent is kept. */
  isBusy: boolean
  /** Whether it is released for good: every later event but the release itself is ignored. */
  isOver: boolean
  readonly kept: ConnectionEvent[]
  /** Carries out an effect of an event. */
  follow(effect: Effect, event: ConnectionEvent): void
  /** Called when the state is another one, and all its effects are carried out. */
  changed(): void
}

/**
 * Runs the machine: carries out the effects of each transition in their order, and then calls
 * `changed`.
 *
 * An effect may call code of the application, which may connect or close: a storage, a transport
 * that hangs up. What it sends is kept until all effects have followed the present transition, so
 * that none of them is carried out for a state that is over. A dial comes after all that, because a
 * transport may answer before it returns; it is left out where it is not wanted any more.
 */
export function send(machine: RunningMachine, event: ConnectionEvent): void {
  if (machine.isOver && event.type !== 'release') return
  machine.kept.push(event)
  if (machine.isBusy) return
  machine.isBusy = true
  const from = machine.state
  let dialFor: ConnectionEvent | undefined
  for (let next; (next = machine.kept.shift());) dialFor = step(machine, next) ?? dialFor
  machine.isBusy = false
  if (dialFor && hasSocket(machine.state)) machine.follow('dial', dialFor)
  if (machine.state !== from) machine.changed()
}

/** Returns the event where it asks for a dial. */
function step(machine: RunningMachine, event: ConnectionEvent): ConnectionEvent | undefined {
  const from = machine.state
  const to = (machine.state = transition(from, event))
  if (statusOf[to.phase] !== statusOf[from.phase]) machine.since = Date.now()
  const due = effectsOf(from, to)
  for (const effect of due) if (effect !== 'dial') machine.follow(effect, event)
  return due.includes('dial') ? event : undefined
}
