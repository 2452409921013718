import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { withDefaults } from './options.ts'
import type { ClientDefaults, EventSourceClient } from './options.ts'

/** What the streams of a client have in common. */
export interface EventSourceClientOptions extends ClientDefaults {
  /**
   * Who asks, such as the ID of the user: part of the identity of all its streams. A function is
   * called whenever a stream is joined.
   *
   * @default ''
   */
  readonly key?: string | (() => string) | undefined
}

/**
 * Makes a client: what streams have in common, and the connections that they share. Streams of
 * different clients never share one.
 *
 * @example
 * const api = createEventSourceClient({
 *   key: user.id,
 *   headers: async () => ({ authorization: `Bearer ${await token()}` }),
 * })
 * const prices = createEventSource({ client: api, url: '/api/prices', events })
 */
export function createEventSourceClient({
  key = '',
  ...defaults
}: EventSourceClientOptions = {}): EventSourceClient {
  const client: Client & EventSourceClient = {
    ...createClient(defaults),
    get key() {
      return typeof key === 'function' ? key() : key
    },
    setDefaults(newest) {
      client.defaults = withDefaults(newest, client.defaults)
    },
  }
  return client
}
