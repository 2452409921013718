import { createSharedConnection } from './sharedConnection.ts'
import type { SharedConnection } from './sharedConnection.ts'
import type { Consumer } from './consumers.ts'
import { keyOf, numberOf, ownerKeyOf, requestIdentityOf } from './identity.ts'
import type { RequestIdentity } from './identity.ts'
import type { ClientDefaults, ConnectionOptions, EventSourceClient } from './options.ts'

/** What a client is to the connections that it holds: one for all consumers of the same stream. */
export interface Client {
  /** The options of all its streams, where they name none themselves. */
  defaults: ClientDefaults
  /** Returns the connection that a consumer shares; a new one starts at `lastEventId`. */
  connectionFor(consumer: Consumer, lastEventId: string): SharedConnection
}

export function createClient(defaults: ClientDefaults = {}): Client {
  // Streams that only their headers tell apart stand in one list.
  const connections = new Map<string, SharedConnection[]>()
  const requests = new WeakMap<Consumer, RequestIdentity>()

  function keyFor(consumer: Consumer, options: ConnectionOptions) {
    // Once for each consumer: an inline body is another function at each render, and the same
    // stream all the same.
    const request = requests.get(consumer) ?? requestIdentityOf(options)
    requests.set(consumer, request)
    return keyOf({
      ...request,
      key: ownerKeyOf(options),
      transport: numberOf(consumer.transport()),
    })
  }

  return {
    defaults,
    connectionFor(consumer, lastEventId) {
      const options = consumer.options()
      const key = keyFor(consumer, options)
      const others = connections.get(key) ?? []
      const shared = others.find((connection) => connection.admits(options))
      if (shared) return shared
      const connection = createSharedConnection(consumer, lastEventId, () => {
        others.splice(others.indexOf(connection), 1)
        if (others.length === 0) connections.delete(key)
      })
      others.push(connection)
      connections.set(key, others)
      return connection
    },
  }
}

/** The client of all streams that name no other. */
const defaultClient: Client = /* @__PURE__ */ createClient()

/** Returns the client of a stream. What a user holds of a client is a part of it. */
export const clientOf = ({ client }: { client?: EventSourceClient | undefined }): Client =>
  (client as unknown as Client | undefined) ?? defaultClient
