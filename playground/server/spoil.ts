import type { ServerResponse } from 'node:http'
import type { BadDays } from './badDays.ts'
import { hangUp } from './hangUp.ts'

/** How long the half of an event has to leave the machine before the socket is gone, in milliseconds. */
const leaving = 60

/** What becomes of the bytes of an open stream on a bad day: they are held back, or end in the middle of an event. */
export function spoil(badDays: BadDays, response: ServerResponse): TransformStream<Uint8Array, Uint8Array> {
  const halves = badDays.starts('half')
  let broken = false
  return new TransformStream({
    async transform(chunk, controller) {
      // Who writes has to wait meanwhile, so nothing piles up.
      await badDays.over('silence', () => response.destroyed)
      if (broken) return
      const event = badDays.starts('half') > halves ? lastEventIn(chunk) : null
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
