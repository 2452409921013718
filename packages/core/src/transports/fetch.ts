import { messageOf, warnOfManyStreams } from '#development'
import { withoutQuery } from '../platform/url.ts'
import type { Failure } from './failure.ts'
import { optionFailure } from './optionFailure.ts'
import { createParser } from './parser.ts'
import { refusalOf } from './refusal.ts'
import type { BodyOption, HeadersOption, Transport, TransportRequest } from './transport.ts'

export interface FetchTransportOptions {
  /** The function to dial with. @default globalThis.fetch */
  readonly fetch?: typeof fetch
}

const defaultMaxEventSize = 16 * 2 ** 20

/**
 * Makes a transport of `fetch`: any method, body and headers, every event type, comments as signs
 * of life, and failures that say what happened.
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
      maxEventSize: request.maxEventSize ?? defaultMaxEventSize,
      onEvent: (event) => emit({ kind: 'event', event }),
      onId: (lastEventId) => emit({ kind: 'id', lastEventId }),
      onRetry: (delay) => emit({ kind: 'retry', delay }),
      onOverflow: () => lose({ kind: 'overflow', message: messageOf('overflow', shown) }),
    })

    /** Calls an option that is a function, at each dial, so that a renewed token is used. */
    async function resolveOption<Name extends 'headers' | 'body'>(name: Name) {
      const value: unknown = request[name]
      try {
        return (await (typeof value === 'function' ? value() : value)) as Resolved<Name>
      } catch (error) {
        if (!signal.aborted) lose(optionFailure(name, error))
        return undefined
      }
    }

    async function read() {
      const { fetch = globalThis.fetch } = options
      const headers = await resolveOption('headers')
      if (signal.aborted) return
      const body = await resolveOption('body')
      if (signal.aborted) return
      const init = initOf(request, headers, body, signal)
      // Do not include the platform's error: it quotes the header value, which may be a token.
      if (!init) return lose({ kind: 'protocol', message: messageOf('protocol-headers', shown) })
      const response = await fetch(request.url, init)
      const reader = response.body?.getReader()
      // An aborted fetch ends its body too, but a custom `fetch` may ignore the signal.
      const dropBody = () => void reader?.cancel().catch(() => {})
      if (signal.aborted) return dropBody()
      signal.addEventListener('abort', dropBody)

      const refused = await refusalOf(response, reader, shown)
      if (refused) return lose(refused)
      if (signal.aborted) return
      emit({ kind: 'open', url: response.url || request.url })
      for (;;) {
        const chunk = await reader?.read()
        if (signal.aborted) return
        if (!chunk || chunk.done) break
        emit({ kind: 'alive' })
        parser.feed(chunk.value)
      }
      lose({ kind: 'ended', message: messageOf('ended', shown) })
    }

    read().catch((error: unknown) =>
      lose({ kind: 'network', message: messageOf('network', shown, error) }),
    )

    return warnOfManyStreams(request.url, () => {
      controller.abort()
      parser.stop()
    })
  }
}

/** What an option is, or what its function returns. */
type Resolved<Name extends 'headers' | 'body'> = Exclude<
  { headers: HeadersOption | undefined; body: BodyOption | undefined }[Name],
  (...args: never) => unknown
>

/** Returns the request to make, or `null` when its headers are not valid. */
function initOf(
  { method, withCredentials, lastEventId, urlHasId }: TransportRequest,
  given: HeadersInit | undefined,
  body: BodyInit | undefined,
  signal: AbortSignal,
): (RequestInit & { duplex: 'half' }) | null {
  const headers = headersOf(given)
  if (!headers) return null
  if (!headers.has('accept')) headers.set('accept', 'text/event-stream')
  // No header where the URL has the id: on another origin it would cost a preflight request.
  if (lastEventId !== '' && !urlHasId) headers.set('last-event-id', asBytes(lastEventId))
  return {
    method,
    headers,
    body: body ?? null,
    // Required for a body that is a stream, and ignored for any other.
    duplex: 'half',
    credentials: withCredentials ? 'include' : 'same-origin',
    cache: 'no-store',
    signal,
  }
}

function headersOf(given: HeadersInit | undefined): Headers | null {
  try {
    return new Headers(given)
  } catch {
    return null
  }
}

/** Headers carry bytes, one to a character: the standard encodes the last event ID as UTF-8. */
function asBytes(id: string): string {
  return String.fromCharCode(...new TextEncoder().encode(id))
}
