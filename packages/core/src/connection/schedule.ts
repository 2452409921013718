import { now } from '../platform/clock.ts'
import { createTimer } from '../platform/timer.ts'
import type { Failure } from '../transports/failure.ts'
import type { ConnectionEvent, ConnectionState } from './machine.ts'

/** When the next dial is due: what the phases `waiting` and `offline` wait for. */
export interface Schedule {
  /** Plans a dial after so many milliseconds; `asked` is the part that the server asked for. */
  plan(delay: number, asked: number): void
  /** Waits for what is planned. */
  wait(failure: Failure): void
  /** Waits for the network, but not for ever. */
  waitForNetwork(failure: Failure): void
  /** Cuts the present wait to a part of a second, but never below what the server asked for. */
  hasten(state: ConnectionState): void
  /** Milliseconds until the dial is due. */
  remaining(): number
  /** Calls back when it is due. */
  start(): void
  stop(): void
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

export function createSchedule(dial: () => void, send: (event: ConnectionEvent) => void): Schedule {
  const timer = createTimer()
  let due = 0
  let notBefore = 0
  const remaining = () => Math.max(due - now(), 0)
  const wait = (failure: Failure) =>
    send({ type: 'wait', failure, retryAt: Date.now() + remaining() })
  return {
    plan(delay, asked) {
      due = now() + delay
      notBefore = now() + asked
    },
    wait,
    waitForNetwork(failure) {
      due = Math.max(due, now() + askAgainAfter)
      send({ type: 'offline', failure })
    },
    hasten({ phase, failure }) {
      if (phase !== 'waiting' && phase !== 'offline') return
      const soon = Math.max(now(), notBefore) + Math.random() * hastenedWithin
      if (soon >= due) return
      due = soon
      wait(failure)
    },
    remaining,
    start: () => timer.start(remaining(), dial),
    stop: timer.stop,
  }
}
