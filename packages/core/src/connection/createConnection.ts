import {
  announceJoin,
  announceLeave,
  announceState,
  announceStream,
  observed,
  warnOfIgnoredOptions,
} from '#development'
import { startTimer } from '../platform/timer.ts'
import { timed } from '../transports/timed.ts'
import { connect } from './connect.ts'
import type { Connection } from './connection.ts'
import { addConsumer, callConsumers, isListenedTo, optionsOf, removeConsumer } from './consumers.ts'
import type { Consumer } from './consumers.ts'
import { noDial } from './dial.ts'
import { ownerKeyOf, sameHeaders } from './identity.ts'
import { initialState } from './machine.ts'
import type { ConnectionEvent, Effect } from './machine.ts'
import { watchNetwork } from './network.ts'
import type { ConnectionOptions } from './options.ts'
import { pageListener } from './pageListener.ts'
import type { Position } from './position.ts'
import type { StreamRenewal } from './renewal.ts'
import { createUnkeptPoint } from './resumePoint.ts'
import { send } from './runMachine.ts'
import { remaining } from './schedule.ts'
import { startDial } from './startDial.ts'

/** Makes a connection with the options of its first consumer, which begins at a position. */
export function createConnection(
  first: Consumer,
  begin: Position,
  renewal: StreamRenewal | undefined,
  onIdle: () => void,
): Connection {
  const options = first.options()
  const connection: Connection = {
    consumers: new Set(),
    list: null,
    last: first,
    newest: new Map(),
    typeListeners: [],
    state: initialState,
    since: null,
    isBusy: false,
    isOver: false,
    kept: [],
    follow: (effect, event) => effects[effect](connection, event),
    changed() {
      announceState(connection.connect)
      connection.latest.tellPlan(connection.state.failure)
      callConsumers(connection, 'changed')
    },
    due: 0,
    notBefore: 0,
    timer: undefined,
    transport: timed(observed(options.transport!)),
    resumePoint: options.resume?.createPoint(begin, options) ?? createUnkeptPoint(begin),
    renewal,
    latest: noDial(options),
    next: null,
    sent: {},
    serverDelay: null,
    sinceLoss: null,
    connect: (manual) => connect(connection, manual),
    ignoreNetwork() {},
    onIdle,
  }
  announceStream(connection, () => optionsOf(connection))
  return connection
}

const effects: {
  readonly [E in Effect]: (connection: Connection, event: ConnectionEvent) => void
} = {
  dial: startDial,
  hangUp({ latest, resumePoint }) {
    latest.hangUp()
    resumePoint.save()
  },
  startTimer(connection) {
    clearTimeout(connection.timer)
    connection.timer = startTimer(remaining(connection), connection.connect)
  },
  stopTimer: ({ timer }) => clearTimeout(timer),
  watchNetwork(connection) {
    connection.ignoreNetwork = watchNetwork(pageListener(connection))
  },
  ignoreNetwork: (connection) => connection.ignoreNetwork(),
}

/** Hangs up now, and stops all timers. */
export function endConnection(connection: Connection): void {
  if (connection.isOver) return
  connection.isOver = true
  // First, because hanging up may call code that connects: that begins another stream.
  connection.onIdle()
  send(connection, { type: 'release' })
}

export function joinConnection(connection: Connection, consumer: Consumer): void {
  addConsumer(connection, consumer)
  connection.transport.tighten(consumer.options())
  announceJoin(connection, consumer)
  warnOfIgnoredOptions(consumer, () => optionsOf(connection))
}

/** Lets a consumer leave. The last one hangs up. */
export function leaveConnection(connection: Connection, consumer: Consumer): void {
  removeConsumer(connection, consumer)
  announceLeave(connection, consumer)
  if (connection.consumers.size === 0) endConnection(connection)
}

/**
 * Whether a consumer with these options may join: it asks for the user that this stream would be
 * dialled for now.
 */
export const admits = (connection: Connection, options: ConnectionOptions): boolean =>
  // A key alone says whose stream it is. What a function answered is not known any more when all
  // that gave it have left.
  ownerKeyOf(options) !== '' ||
  sameHeaders(optionsOf(connection).headers, options.headers, !isListenedTo(connection))
