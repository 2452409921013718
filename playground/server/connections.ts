import type { ServerResponse } from 'node:http'
import { streamNames, type StreamName } from '../src/shared/wire.ts'
import { hangUp } from './hangUp.ts'

/** The streams that are open now. */
export interface Connections {
  /** Changes whenever a count does. */
  version(): number
  dials(): number
  open(): Record<StreamName, number>
  /** Counts a request for a stream, refused or not, and returns its number. */
  dial(): number
  /** Counts an open stream until its socket is gone. */
  add(name: StreamName, response: ServerResponse): void
  /**
   * Destroys the sockets, except those of `/api/stats`, through which the page watches the server.
   */
  drop(): void
}

export function createConnections(): Connections {
  const sockets = new Map<ServerResponse, StreamName>()
  let dials = 0
  let version = 1

  return {
    version: () => version,
    dials: () => dials,
    open() {
      const counts = Object.fromEntries(streamNames.map((name) => [name, 0])) as Record<
        StreamName,
        number
      >
      for (const name of sockets.values()) counts[name]++
      return counts
    },
    dial() {
      version++
      return ++dials
    },
    add(name, response) {
      sockets.set(response, name)
      version++
      // `close` comes for every end: ours, the client's, and the socket's.
      response.once('close', () => {
        sockets.delete(response)
        version++
      })
    },
    drop() {
      for (const [response, name] of sockets) if (name !== 'stats') hangUp(response)
    },
  }
}
