import { warnOfMissingKey } from '#development'
import { createClient } from './client.ts'
import { withDefaults } from './options.ts'
import { createOtherTabs } from './otherTabs.ts'
import { createRenewal } from './renewal.ts'
import type { ClientDefaults, EventSourceClient, Resume } from './options.ts'
import { endConnection } from './createConnection.ts'

/** What the streams of a client have in common. */
export interface EventSourceClientOptions extends ClientDefaults {
  /**
   * Who asks, such as the ID of the user: part of the identity of all its streams. A function is
   * called whenever a stream is joined.
   *
   * @default ''
   */
  readonly key?: string | (() => string) | undefined
  /**
   * Renews the access after the server answered 401: it is called once for all streams that wait for
   * it, and then they connect again. What it returns `false` for, rejects, or has not done within 30
   * seconds, fails them.
   */
  readonly renew?: (() => unknown) | undefined
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
  renew,
  ...defaults
}: EventSourceClientOptions = {}): EventSourceClient {
  const client = createClient(defaults)
  const beginRenewing = () => (client.renewal = renew && createRenewal(renew))
  beginRenewing()

  // Also of streams that were left, so that a clearing finds what they stored.
  const resumes = new Map<string, Resume>()
  client.began = (options) => {
    const { resume } = options
    const name = resume?.nameOf(options)
    if (resume && name) resumes.set(name, resume)
    otherTabs.listen()
  }
  // A page goes on showing what came, and has to forget it with the other tabs.
  client.emptied = () => globalThis.document ?? otherTabs.stopListening()

  /** Ends every stream, and forgets where it was. */
  function end() {
    for (const same of client.connections.values())
      for (const connection of same) endConnection(connection)
    for (const [name, resume] of resumes) resume.remove(name)
    resumes.clear()
    otherTabs.stopListening()
  }

  function clearHere() {
    client.clearings++
    client.cleared.emit()
    end()
    beginRenewing()
  }
  const otherTabs = createOtherTabs(() => face.key, clearHere)

  const face: EventSourceClient = {
    get key() {
      return typeof key === 'function' ? key() : key
    },
    setDefaults(newest) {
      client.defaults = withDefaults(newest, client.defaults)
    },
    clear({ tabs = false } = {}) {
      if (tabs) {
        if (!face.key) warnOfMissingKey()
        otherTabs.clear()
      }
      clearHere()
    },
  }
  return Object.defineProperties(client as never, Object.getOwnPropertyDescriptors(face))
}
