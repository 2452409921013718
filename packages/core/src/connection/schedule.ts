import { now } from '../platform/clock.ts'
import type { startTimer } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import { send } from './runMachine.ts'
import type { RunningMachine } from './runMachine.ts'

/** When the next dial is due: what the phases `waiting` and `offline` wait for. */
export interface Schedule extends RunningMachine {
  due: number
  /** What the server asked to wait for. */
  notBefore: number
  timer: ReturnType<typeof startTimer> | undefined
}

/**
 * How long a dial waits where the browser says that there is no network, in milliseconds: it may be
 * wrong, behind a VPN or in a network without a way out.
 */
const askAgainAfter = 10_000

/**
 * Within how many milliseconds a hastened dial is made: all pages of an office come back with their
 * network in one moment.
 */
const hastenedWithin = 1000

/** Returns the milliseconds until the dial is due. */
export const remaining = ({ due }: Schedule): number => Math.max(due - now(), 0)

/** Waits for what is planned. */
export const wait = (schedule: Schedule, failure: Failure): void =>
  send(schedule, { type: 'wait', failure, retryAt: Date.now() + remaining(schedule) })

/** Waits for the network, but not for ever. */
export function waitForNetwork(schedule: Schedule, failure: Failure): void {
  schedule.due = Math.max(schedule.due, now() + askAgainAfter)
  send(schedule, { type: 'offline', failure })
}

/** Cuts the present wait to a part of a second, but never below what the server asked for. */
export function hasten(schedule: Schedule): void {
  const { phase, failure } = schedule.state
  if (phase !== 'waiting' && phase !== 'offline') return
  const soon = Math.max(now(), schedule.notBefore) + Math.random() * hastenedWithin
  if (soon >= schedule.due) return
  schedule.due = soon
  wait(schedule, failure)
}
