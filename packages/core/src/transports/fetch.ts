import type { Failure } from '../failure.ts'
import { createParser } from '../parser.ts'
import type { Transport, TransportRequest } from '../transport.ts'
import { withoutQuery } from '../url.ts'
import { refusalOf } from './refusal.ts'

export interface FetchTransportOptions {
  /** The function to dial with. @default globalThis.fetch */
  readonly fetch?: typeof fetch
}

const defaultMaxEventSize = 16 * 2 ** 20

/**
 * Makes a transport of `fetch`: any method, body and headers, every event type, comments as signs of life, and failures
 * that say what happened.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  return (request, emit) => {
    const controller = new AbortController()
    const { signal } = controller
    const shown = withoutQuery(request.url)

    const lose = (failure: Failure) => {
      if (signal.aborted) return
      controller.abort()
      emit({ kind: 'lost', failure, redialing: false })
    }

    const parser = createParser({
      lastEventId: request.lastEventId,
      maxEventSize: request.options.maxEventSize ?? defaultMaxEventSize,
      onEvent: (event) => emit({ kind: 'event', event }),
      onId: (lastEventId) => emit({ kind: 'id', lastEventId }),
      onRetry: (delay) => emit({ kind: 'retry', delay }),
      onOverflow: () => lose({ kind: 'overflow', message: `An event from ${shown} is larger than 'maxEventSize'.` }),
    })

    async function read() {
      const { fetch = globalThis.fetch } = options
      const response = await fetch(request.url, await initOf(request, signal))
      const refused = await refusalOf(response, shown)
      if (refused) return lose(refused)
      if (signal.aborted) return
      emit({ kind: 'open', url: response.url || request.url })
      const reader = response.body?.getReader()
      // An aborted fetch ends its body too, but whoever brought a fetch of their own may have forgotten that.
      signal.addEventListener('abort', () => reader?.cancel().catch(() => {}))
      for (;;) {
        const chunk = await reader?.read()
        if (signal.aborted) return
        if (!chunk || chunk.done) break
        emit({ kind: 'alive' })
        parser.feed(chunk.value)
      }
      lose({ kind: 'ended', message: `${shown} ended the stream.` })
    }

    read().catch((error: unknown) => lose({ kind: 'network', message: `Cannot read from ${shown}: ${error}` }))

    return () => {
      controller.abort()
      parser.stop()
    }
  }
}

async function initOf(request: TransportRequest, signal: AbortSignal): Promise<RequestInit> {
  const { method = 'GET', withCredentials = false, headers: given, body } = request.options
  const headers = new Headers(await valueOf(given))
  if (!headers.has('accept')) headers.set('accept', 'text/event-stream')
  if (request.lastEventId !== '') headers.set('last-event-id', asBytes(request.lastEventId))
  return {
    method,
    headers,
    body: (await valueOf(body)) ?? null,
    credentials: withCredentials ? 'include' : 'same-origin',
    cache: 'no-store',
    signal,
  }
}

/** Calls what is a function, and awaits what is a promise. */
async function valueOf<T>(value: T | (() => T | Promise<T>) | undefined): Promise<T | undefined> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value
}

/** Headers carry bytes, one to a character: the standard encodes the last event ID as UTF-8. */
function asBytes(id: string): string {
  return String.fromCharCode(...new TextEncoder().encode(id))
}
