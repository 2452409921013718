import type { Transport } from '../transports/transport.ts'
import { createEmitter } from './emitter.ts'
import type { Emitter } from './emitter.ts'
import { createSharedConnection } from './sharedConnection.ts'
import type { SharedConnection } from './sharedConnection.ts'
import type { Consumer } from './consumers.ts'
import { keyOf, numberOf, ownerKeyOf, requestIdentityOf, resumeNameOf } from './identity.ts'
import type { RequestIdentity } from './identity.ts'
import { withDefaults } from './options.ts'
import type { ClientDefaults, ConnectionOptions, EventSourceClient } from './options.ts'
import type { OtherTabs } from './otherTabs.ts'
import type { Position } from './position.ts'
import type { Renewal } from './renewal.ts'
import { forgetResumePoint } from './resumePoint.ts'
import type { ResumeStorage } from './resumePoint.ts'

/** What a client is to the connections that it holds: one for all consumers of the same stream. */
export interface Client {
  /** The options of all its streams, where they name none themselves. */
  defaults: ClientDefaults
  /** What renews an access that has run out. */
  renewal?: Renewal | undefined
  /** How often it was cleared: what came before a clearing must not be shown after it. */
  clearings: number
  /** Calls what holds something of its streams when all of it must go. */
  readonly cleared: Emitter<void>
  /** What lets other tabs clear it. */
  otherTabs?: OtherTabs
  /** Ends every stream, and forgets where it was. */
  end(): void
  /** Returns the connection that a consumer shares; a new one starts at the position. */
  connectionFor(consumer: Consumer, start: Position): SharedConnection
}

export function createClient(defaults: ClientDefaults = {}): Client {
  // Streams that only their headers tell apart stand in one set.
  const connections = new Map<string, Set<SharedConnection>>()
  const resumes = new Map<string, ResumeStorage>()
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

  const client: Client = {
    defaults,
    clearings: 0,
    cleared: createEmitter(),
    end() {
      for (const same of connections.values()) for (const connection of same) connection.end()
      for (const [name, storage] of resumes) forgetResumePoint(storage, name)
      resumes.clear()
      client.otherTabs?.stopListening()
    },
    connectionFor(consumer, start) {
      const options = consumer.options()
      const key = keyFor(consumer, options)
      const same = connections.get(key) ?? new Set()
      for (const shared of same) if (shared.admits(options)) return shared
      const connection = createSharedConnection(
        consumer,
        start,
        client.renewal?.forStream(),
        () => {
          same.delete(connection)
          if (same.size === 0) connections.delete(key)
          // A page goes on showing what came, and has to forget it with the other tabs.
          if (connections.size === 0 && !globalThis.document) client.otherTabs?.stopListening()
        },
      )
      const name = options.resume && resumeNameOf(options)
      if (name) resumes.set(name, options.resume)
      connections.set(key, same.add(connection))
      client.otherTabs?.listen()
      return connection
    },
  }
  return client
}

/** The client of all streams that name no other. */
const defaultClient: Client = /* @__PURE__ */ createClient()

/** Returns the client of a stream. What a user holds of a client is a part of it. */
export const clientOf = ({ client }: { client?: EventSourceClient | undefined }): Client =>
  (client as unknown as Client | undefined) ?? defaultClient

/** Returns what a stream is dialled with, read when it is needed: its own options come first. */
export const requestOf = (
  options: ConnectionOptions,
  defaultTransport: Transport,
): Pick<Consumer, 'options' | 'transport'> => ({
  options: () => withDefaults(options, clientOf(options).defaults),
  transport: () => options.transport ?? clientOf(options).defaults.transport ?? defaultTransport,
})
