import type { Connection } from '../connection/connection.ts'
import type { Consumer } from '../connection/consumers.ts'
import type { ConnectionOptions } from '../connection/options.ts'
import type { RawEvent, TransportRequest } from '../transports/transport.ts'
import { announcer } from './hook.ts'
import { createStreamRecord } from './observedStream.ts'
import type { SharedTab, StreamRecord } from './observedStream.ts'
import { connectionOf } from './observedStores.ts'

/** By the `connect` of a connection, which its dials carry, too. */
const records = new WeakMap<TransportRequest['connect'], StreamRecord>()

/** Makes a stream known, which is announced with its first dial or wait. */
export function announceStream(
  connection: Connection,
  optionsInForce: () => ConnectionOptions,
): void {
  records.set(connection.connect, createStreamRecord(connection, optionsInForce))
}

export function announceJoin({ connect }: Pick<Connection, 'connect'>, consumer: Consumer): void {
  records.get(connect)?.consumers.add(consumer)
}

export function announceLeave({ connect }: Pick<Connection, 'connect'>, consumer: Consumer): void {
  records.get(connect)?.consumers.delete(consumer)
}

/** Returns the record of a connection, which is in use from now on. */
export function recordInUse(connect: TransportRequest['connect']): StreamRecord | undefined {
  const record = records.get(connect)
  const { streams, emitters } = announcer()
  if (!record || streams.has(record)) return record
  streams.add(record)
  emitters.stream.emit(record)
  return record
}

/** Announces the step to the present state of a connection. */
export function announceState(connect: TransportRequest['connect']): void {
  const stream = recordInUse(connect)
  if (!stream) return
  const { streams, emitters } = announcer()
  const { announced: from, state: to } = stream
  stream.announced = to
  emitters.state.emit({ stream, from, to })
  if (to.phase !== 'idle') return
  streams.delete(stream)
  emitters.end.emit(stream)
}

/** Notes the part of this tab in a stream that tabs share, and the lock of the one that leads. */
export function noteTab(
  { connect }: TransportRequest,
  member: Pick<SharedTab, 'role'>,
  lock: string | null,
): void {
  const record = records.get(connect)
  if (!record) return
  record.tab = {
    get role() {
      return member.role
    },
    lock,
  }
}

export function announceDecoded(
  event: RawEvent,
  outcome: { readonly refused: boolean; readonly value: unknown },
): void {
  const { decoded } = announcer().emitters
  if (decoded.size() > 0) decoded.emit({ event, refused: outcome.refused, value: outcome.value })
}

/** Announces that what the screen shows of a store has changed. */
export function announceCommit(source: object): void {
  const { commit } = announcer().emitters
  const connection = commit.size() > 0 ? connectionOf(source) : null
  const stream = connection && records.get(connection.connect)
  if (stream) commit.emit(stream)
}
