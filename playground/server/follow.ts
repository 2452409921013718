import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { cursorFor, textBetween, textOf, type Sequence } from './sequence.ts'

/** How often a stream checks for new events, in milliseconds. */
const step = 40

/**
 * After so many milliseconds without an event a comment is sent, to keep proxies from closing the
 * stream.
 */
const heartbeat = 15_000

/** The reconnection time that clients get, in milliseconds at pace 1. */
const retry = 1000

/**
 * Makes a handler that streams a sequence from the client's last event ID, for as long as the
 * client stays, or until the sequence is over.
 */
export const createFollow =
  (pace: number) => (c: Context<{ Bindings: HttpBindings }>, sequence: Sequence) => {
    // A client that cannot send the header names the event in its URL.
    const lastEventId = c.req.header('last-event-id') ?? c.req.query('after')
    let cursor = cursorFor(sequence, lastEventId)
    if (sequence.isOver?.(cursor)) return c.body(null, 204)
    let greeting = textOf(sequence.greeting?.(cursor, String(cursor) === lastEventId) ?? null)
    return streamSSE(c, async (stream) => {
      await stream.write(`retry: ${retry * pace}\n\n`)
      let lastWrite = Date.now()
      while (!stream.aborted && !sequence.isOver?.(cursor)) {
        const latest = sequence.latest()
        const idle = Date.now() - lastWrite
        if (greeting || latest > cursor || idle > heartbeat) {
          await stream.write(greeting + textBetween(sequence, cursor, latest) || ': heartbeat\n\n')
          greeting = ''
          cursor = latest
          lastWrite = Date.now()
        }
        await stream.sleep(step)
      }
    })
  }
