import { onTestFinished, vi } from 'vitest'
import { fetchTransport } from './fetch.ts'
import type { Failure } from './failure.ts'
import { requestOf } from './requestOf.test.helper.ts'
import type { Signal, TransportRequest } from './transport.ts'

/** An event stream that has these chunks and then ends, or stays. */
export function streamOf(
  chunks: readonly string[],
  init: ResponseInit = {},
  stays = false,
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      if (!stays) controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' }, ...init })
}

/** Dials once with a fetch of the test's own, and collects what the transport tells. */
export function dialWith(
  fetch: typeof globalThis.fetch,
  changes: Partial<TransportRequest> = {},
  transport = fetchTransport({ fetch }),
) {
  const signals: Signal[] = []
  const hangUp = transport(requestOf('http://a.test/stream', changes), (signal) =>
    signals.push(signal),
  )
  onTestFinished(hangUp)
  return {
    signals,
    hangUp,
    kinds: () => signals.map(({ kind }) => kind),
    /** The failure, when it has come. */
    failure: () =>
      vi.waitUntil((): Failure | undefined => {
        const last = signals.at(-1)
        return last?.kind === 'lost' ? last.failure : undefined
      }),
  }
}
