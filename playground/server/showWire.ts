import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { StreamName } from '../src/shared/wire.ts'
import type { Wire } from './wire.ts'

/** How often lines are sent, in milliseconds. */
const step = 100

/**
 * Streams what goes over the wire of a stream: arrays of lines, from where the client has left it.
 */
export function showWire(c: Context, wire: Wire, stream: StreamName): Response {
  const watcher = wire.watch(stream, Number(c.req.header('last-event-id')) || 0)
  return streamSSE(c, async (sse) => {
    sse.onAbort(watcher.stop)
    while (!sse.aborted) {
      const lines = watcher.take()
      const last = lines.at(-1)
      if (last) await sse.writeSSE({ id: String(last.id), data: JSON.stringify(lines) })
      await sse.sleep(step)
    }
  })
}
