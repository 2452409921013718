import { createConnection } from './consumers.ts'
import type { Connection, Consumer } from './consumers.ts'
import { resolveUrl } from '../platform/url.ts'

/** One connection per key, for everybody who wants the same stream. */
export interface Registry {
  /** Returns the connection that a consumer shares; a new one starts at `lastEventId`. */
  connectionFor(consumer: Consumer, lastEventId: string): Connection
}

export function createRegistry(): Registry {
  const connections = new Map<string, Connection>()
  const keys = new WeakMap<Consumer, string>()
  return {
    connectionFor(consumer, lastEventId) {
      // Once for each consumer: an inline body is another function at each render, and the same stream all the same.
      const key = keys.get(consumer) ?? keyOf(consumer)
      keys.set(consumer, key)
      let connection = connections.get(key)
      if (!connection) {
        connection = createConnection(consumer, lastEventId, () => connections.delete(key))
        connections.set(key, connection)
      }
      return connection
    },
  }
}

/** The registry of everybody who names no other. */
export const defaultRegistry: Registry = createRegistry()

/** What makes two streams the same: how the server is asked, and by what means. */
function keyOf({ options, transport }: Consumer): string {
  const { url, method = 'GET', withCredentials = false, body, key = '' } = options
  const asked = typeof body === 'string' ? body : identityOf(body)
  return JSON.stringify([key, method.toUpperCase(), resolveUrl(url), withCredentials, asked, identityOf(transport)])
}

const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** Numbers objects and functions, which can be the same but never equal. */
function identityOf(value: unknown): number {
  // Only an object is the same when it is made into one.
  if (Object(value) !== value) return 0
  const identity = identities.get(value as object) ?? ++lastIdentity
  identities.set(value as object, identity)
  return identity
}
