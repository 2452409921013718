import type { Transport } from '../transports/transport.ts'
import { Emitter } from './emitter.ts'
import type { Connection } from './connection.ts'
import { admits, createConnection } from './createConnection.ts'
import type { Consumer } from './consumers.ts'
import { keyOf, numberOf, ownerKeyOf, requestIdentityOf } from './identity.ts'
import { withDefaults } from './options.ts'
import type { ClientDefaults, ConnectionOptions, EventSourceClient } from './options.ts'
import type { Position } from './position.ts'
import type { Renewal } from './renewal.ts'

/** What a client is to the connections that it holds: one for all consumers of the same stream. */
export interface Client {
  /** The options of all its streams, where they name none themselves. */
  defaults: ClientDefaults
  /** How often it was cleared: what came before a clearing must not be shown after it. */
  clearings: number
  /** Calls what holds something of its streams when all of it must go. */
  readonly cleared: Emitter
  /** By their request; those that only their headers tell apart stand in one set. */
  readonly connections: Map<string, Set<Connection>>
  /** What renews an access that has run out. */
  renewal?: Renewal | undefined
  /** A stream begins. */
  began?(options: ConnectionOptions): void
  /** The last stream has ended. */
  emptied?(): void
}

export const createClient = (defaults: ClientDefaults = {}): Client => ({
  defaults,
  clearings: 0,
  cleared: new Emitter(),
  connections: new Map(),
})

/** Returns the connection that a consumer shares; a new one starts at the position. */
export function connectionFor(client: Client, consumer: Consumer, start: Position) {
  const { connections } = client
  const options = consumer.options()
  // Once for each consumer: an inline body is another function at each render, and the same stream
  // all the same.
  consumer.request ??= requestIdentityOf(options)
  const key = keyOf({
    ...consumer.request,
    key: ownerKeyOf(options),
    transport: numberOf(options.transport),
  })
  const same = connections.get(key) ?? new Set()
  for (const shared of same) if (admits(shared, options)) return shared
  const connection = createConnection(consumer, start, client.renewal?.forStream(), () => {
    same.delete(connection)
    if (same.size === 0) connections.delete(key)
    if (connections.size === 0) client.emptied?.()
  })
  connections.set(key, same.add(connection))
  client.began?.(options)
  return connection
}

/** The client of all streams that name no other. */
const defaultClient: Client = /* @__PURE__ */ createClient()

/** Returns the client of a stream. What a user holds of a client is a part of it. */
export const clientOf = ({ client }: { client?: EventSourceClient | undefined }): Client =>
  (client as unknown as Client | undefined) ?? defaultClient

/**
 * Returns what a stream is dialled with, read when it is needed: its own options come first, and
 * `transport` last.
 */
export const requestOf = (options: ConnectionOptions, transport: Transport): ConnectionOptions =>
  withDefaults(options, withDefaults(clientOf(options).defaults, { transport }))
