import { messageOf } from '#development'
import type { Connection } from './connection.ts'
import { optionsOf } from './consumers.ts'
import { isHidden, isOnline } from './network.ts'
import { isGet } from './options.ts'
import { send } from './runMachine.ts'
import { remaining, wait, waitForNetwork } from './schedule.ts'

/** Dials where nothing was dialled yet, or, in its own time, where a GET failed for good. */
export function start(connection: Connection): void {
  const { phase, failure } = connection.state
  if (phase === 'idle') return connection.connect()
  if (phase !== 'failed' || !isGet(optionsOf(connection)) || failure.status === 204) return
  wait(connection, failure)
  if (remaining(connection) === 0) connection.connect()
}

export function connect(connection: Connection, manual = false): void {
  const mayDial = manual || connection.state.phase === 'offline' || isOnline(connection.latest.url)
  if (optionsOf(connection).pauseWhenHidden && isHidden()) send(connection, { type: 'pause' })
  else if (mayDial) send(connection, { type: 'connect', manual })
  else waitForNetwork(connection, { kind: 'network', message: messageOf('network-offline') })
}
