import { now } from '../platform/clock.ts'
import type { Failure } from '../transports/failure.ts'
import type { Signal } from '../transports/transport.ts'
import type { Connection } from './connection.ts'
import { optionsOf } from './consumers.ts'
import { consequenceOf } from './continuation.ts'
import { failuresWith } from './machine.ts'
import { isOnline } from './network.ts'
import { forgetId, leaveStream } from './reception.ts'
import { send } from './runMachine.ts'
import { wait, waitForNetwork } from './schedule.ts'

/** Acts on the loss of a dial: ends the stream, or plans the next dial. */
export function lost(connection: Connection, signal: Extract<Signal, { kind: 'lost' }>): void {
  const { failure, redialing, retryAt } = signal
  leaveStream(connection)
  const { state, latest, renewal } = connection
  const isDecided = retryAt !== undefined
  const options = optionsOf(connection)
  const consequence = consequenceOf(
    connection,
    isDecided ? { ...options, retry: false } : options,
    {
      failure,
      failureCount: failure.kind === 'ended' ? 0 : failuresWith(state, failure),
      serverDelay: connection.serverDelay,
      sinceDial: now() - latest.began,
    },
  )
  if (connection.state !== state) return // A function of the application has closed or connected.
  const { end, goesOn, dropsId, delay, asked } = consequence
  if (dropsId) forgetId(connection, '')
  connection.due = now() + delay
  connection.notBefore = now() + asked
  if (renewal && failure.status === 401 && !isDecided) renewal.refused(connection, failure)
  else if (isDecided ? !redialing : end) send(connection, { type: 'fail', failure: end ?? failure })
  else if (redialing && (isDecided || !goesOn))
    send(connection, { type: 'drop', failure, retryAt: retryAt ?? null })
  else if (isUnanswered(failure) && !isOnline(latest.url)) waitForNetwork(connection, failure)
  else wait(connection, failure)
}

/** Whether the network may be the reason: no answer came. */
const isUnanswered = ({ kind }: Failure) => kind === 'network' || kind === 'timeout'
