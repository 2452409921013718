import type { ServerResponse } from 'node:http'
import { streamNames, type StreamName } from '../src/shared/wire.ts'
import { hangUp } from './hangUp.ts'

/** The streams that are open now. */
export interface Connections {
  /** Changes whenever a count does. */
  version(): number
  open(): Record<StreamName, number>
  /** How many requests for a stream came. */
  dials(): number
  /** Counts a request for a stream, refused or not, and returns its number. */
  dial(response: ServerResponse): number
  /** Counts an open stream until its socket is gone. */
  add(name: StreamName, response: ServerResponse): void
  /**
   * Destroys the sockets of all dials, those that still wait for an answer too: each of them would
   * open a stream later. The page watches the server through `/api/stats`, which is no dial.
   */
  drop(): void
}

export function createConnections(): Connections {
  const streams = new Map<ServerResponse, StreamName>()
  const dialled = new Set<ServerResponse>()
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
      for (const name of streams.values()) counts[name]++
      return counts
    },
    dial(response) {
      version++
      dialled.add(response)
      response.once('close', () => dialled.delete(response))
      return ++dials
    },
    add(name, response) {
      streams.set(response, name)
      version++
      // `close` comes for every end: ours, the client's, and the socket's.
      response.once('close', () => {
        streams.delete(response)
        version++
      })
    },
    drop() {
      for (const response of dialled) hangUp(response)
    },
  }
}
