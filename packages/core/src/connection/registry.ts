import { createSharedConnection } from './sharedConnection.ts'
import type { SharedConnection } from './sharedConnection.ts'
import type { Consumer } from './consumers.ts'
import { identityOf, keyOf, numberOf } from './identity.ts'

/** One connection for all who ask for the same stream. */
export interface Registry {
  /** Returns the connection that a consumer shares; a new one starts at `lastEventId`. */
  connectionFor(consumer: Consumer, lastEventId: string): SharedConnection
}

export function createRegistry(): Registry {
  const connections = new Map<string, SharedConnection>()
  const keys = new WeakMap<Consumer, string>()
  return {
    connectionFor(consumer, lastEventId) {
      // Once for each consumer: an inline body is another function at each render, and the same
      // stream all the same.
      const key = keys.get(consumer) ?? keyFor(consumer)
      keys.set(consumer, key)
      let connection = connections.get(key)
      if (!connection) {
        connection = createSharedConnection(consumer, lastEventId, () => connections.delete(key))
        connections.set(key, connection)
      }
      return connection
    },
  }
}

/** The registry of all stores that name no other. */
export const defaultRegistry: Registry = createRegistry()

const keyFor = ({ options, transport }: Consumer) =>
  keyOf({ ...identityOf(options), transport: numberOf(transport) })
