import { countStream, explain } from '#development'
import type { ConnectionOptions } from '../connection/options.ts'
import type { Failure } from './failure.ts'
import { optionFailure } from './optionFailure.ts'
import { createParser } from './parser.ts'
import type { Transport, TransportRequest } from './transport.ts'
import { withoutQuery } from '../platform/url.ts'
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
      onOverflow: () => lose({ kind: 'overflow', message: explain('overflow', shown) }),
    })

    /** Asks for an option at each dial, so that a renewed token is used. */
    async function ask<Name extends 'headers' | 'body'>(name: Name) {
      const value: unknown = request.options[name]
      try {
        return (await (typeof value === 'function' ? value() : value)) as Value<Name>
      } catch (error) {
        if (!signal.aborted) lose(optionFailure(name, error))
        return undefined
      }
    }

    async function read() {
      const { fetch = globalThis.fetch } = options
      const headers = await ask('headers')
      if (signal.aborted) return
      const body = await ask('body')
      if (signal.aborted) return
      const init = initOf(request, headers, body, signal)
      // What is wrong with them stays unsaid: the platform would quote the value, and that may be a token.
      if (!init) return lose({ kind: 'protocol', message: explain('protocol-headers', shown) })
      const response = await fetch(request.url, init)
      const reader = response.body?.getReader()
      // An aborted fetch ends its body too, but whoever brought a fetch of their own may have forgotten that.
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
      lose({ kind: 'ended', message: explain('ended', shown) })
    }

    read().catch((error: unknown) => lose({ kind: 'network', message: explain('network', shown, error) }))

    return countStream(request.url, () => {
      controller.abort()
      parser.stop()
    })
  }
}

/** What an option is, or what its function answers. */
type Value<Name extends 'headers' | 'body'> = Exclude<ConnectionOptions[Name], (...args: never) => unknown>

/** Returns the request to make, or `null` when its headers are not valid. */
function initOf(
  { lastEventId, options }: TransportRequest,
  given: HeadersInit | undefined,
  body: BodyInit | undefined,
  signal: AbortSignal,
): (RequestInit & { duplex: 'half' }) | null {
  const { url, method = 'GET', withCredentials = false } = options
  const headers = headersOf(given)
  if (!headers) return null
  if (!headers.has('accept')) headers.set('accept', 'text/event-stream')
  // A server that reads the id from the URL is spared the header, for which another origin would be asked first.
  if (lastEventId !== '' && typeof url !== 'function') headers.set('last-event-id', asBytes(lastEventId))
  return {
    method,
    headers,
    body: body ?? null,
    // Asked for by a body that is a stream, and without meaning for any other.
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
