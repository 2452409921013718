import type { ServerResponse } from 'node:http'
import { streamNames, type StreamName } from '../src/shared/wire.ts'
import { hangUp } from './hangUp.ts'

/** The streams that are open now. */
export interface Connections {
  /** Changes whenever a count does. */
  version(): number
  /** How many requests for a stream came after a time, in milliseconds since the epoch. */
  dialsSince(time: number): number
  open(): Record<StreamName, number>
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

/** A page that has seen more than these since it was opened counts no further. */
const keptTimes = 10_000

export function createConnections(): Connections {
  const streams = new Map<ServerResponse, StreamName>()
  const dialled = new Set<ServerResponse>()
  const times: number[] = []
  let dials = 0
  let version = 1

  return {
    version: () => version,
    dialsSince: (time) => times.filter((each) => each >= time).length,
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
      times.push(Date.now())
      if (times.length > keptTimes) times.shift()
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
