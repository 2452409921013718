import type { ServerResponse } from 'node:http'
import type { Failures } from './failures.ts'
import { hangUp } from './hangUp.ts'

/**
 * How long half of an event has to leave the machine before the socket is destroyed, in
 * milliseconds.
 */
const leaving = 60

/**
 * Passes on the bytes of an open stream until a failure holds them back, or breaks them off in the
 * middle of an event.
 */
export function spoil(
  failures: Failures,
  response: ServerResponse,
): TransformStream<Uint8Array, Uint8Array> {
  const halves = failures.starts('half')
  let broken = false
  return new TransformStream({
    async transform(chunk, controller) {
      // The writer has to wait meanwhile, so nothing piles up.
      await failures.over('silence', () => response.destroyed)
      if (broken) return
      const event = failures.starts('half') > halves ? lastEventIn(chunk) : null
      if (!event) return controller.enqueue(chunk)
      broken = true
      controller.enqueue(chunk.subarray(0, Math.floor((event.start + event.end) / 2)))
      setTimeout(() => hangUp(response), leaving)
    },
  })
}

/** Where the last event of a chunk lies, if it has one that is longer than a few bytes. */
function lastEventIn(chunk: Uint8Array): { start: number; end: number } | null {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  const before = bytes.lastIndexOf('\n\n', -3)
  const start = before === -1 ? 0 : before + 2
  return bytes.includes('data:', start) ? { start, end: bytes.length } : null
}
