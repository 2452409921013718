import { now, stopwatch } from '../platform/clock.ts'
import type { Signal } from '../transports/transport.ts'
import type { Connection } from './connection.ts'
import { callConsumers, receiveEvent } from './consumers.ts'
import { isStable } from './dial.ts'
import { identify, rememberIds } from './eventIds.ts'
import { send } from './runMachine.ts'

/** Acts on what arrives over a dial: passes events on, and remembers how far they have come. */
export function receive(connection: Connection, signal: Exclude<Signal, { kind: 'lost' }>): void {
  const { latest, resumePoint, renewal } = connection
  const { idOf } = latest.options
  if (signal.kind === 'event') {
    const event = idOf ? identify(signal.event, idOf, resumePoint) : signal.event
    if (!event) return
    resumePoint.id = event.lastEventId
    resumePoint.event = event
    receiveEvent(connection, event)
    spoken(connection)
  } else if (signal.kind === 'id') {
    if (signal.lastEventId === resumePoint.id) return
    resumePoint.id = signal.lastEventId
    callConsumers(connection, 'changed')
    spoken(connection)
  } else if (signal.kind === 'retry') connection.serverDelay = signal.delay
  else if (signal.kind === 'open') {
    latest.opened = now()
    latest.response = signal.response ?? null
    if (signal.lastEventId !== undefined) forgetId(connection, signal.lastEventId)
    resumePoint.wasOpen = true
    if (idOf) rememberIds(resumePoint)
    renewal?.opened()
    send(connection, { type: 'open' })
    const { sinceLoss } = connection
    const lastEventId = resumePoint.id
    if (sinceLoss) callConsumers(connection, 'resumed', { duration: sinceLoss(), lastEventId })
    connection.sinceLoss = null
  }
}

/** An event came, or a new last event ID. */
function spoken(connection: Connection) {
  const { latest, state } = connection
  latest.hasSpoken = true
  if (state.failureCount > 0 && isStable(latest)) send(connection, { type: 'progress' })
}

/** Has to be called before a stream that may be open is lost or left. */
export function leaveStream(connection: Connection): void {
  if (connection.state.phase !== 'open') return
  if (isStable(connection.latest)) send(connection, { type: 'progress' })
  connection.sinceLoss = stopwatch()
}

/** Drops an id that did not serve for the one where the stream begins, so that a gap is told. */
export function forgetId(connection: Connection, startsAt: string): void {
  connection.resumePoint.id = startsAt
  connection.sinceLoss ??= stopwatch()
}
