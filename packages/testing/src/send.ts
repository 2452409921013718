import type { Writable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { Gzip } from 'node:zlib'

/** Writes bytes in one write, or one by one. */
export async function send(stream: Pick<Writable, 'write'>, bytes: Uint8Array, bytewise: boolean) {
  if (!bytewise) return stream.write(bytes)
  for (let index = 0; index < bytes.length; index++) {
    stream.write(bytes.subarray(index, index + 1))
    // Without a turn of the loop in between, the bytes would leave together.
    await new Promise((resolve) => void setImmediate(resolve))
  }
}

/** Compresses with gzip, and flushes each part instead of waiting for more to compress. */
export function zipped(stream: Pick<Writable, 'write' | 'end'>): Gzip {
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
  return gzip.on('data', (part) => stream.write(part)).on('end', () => stream.end())
}
