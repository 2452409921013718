import { messageOf, warnOfManyStreams } from '#development'
import { errorName } from '../platform/errorName.ts'
import { withoutQuery } from '../platform/url.ts'
import { readerOf } from './body.ts'
import type { BodyReader } from './body.ts'
import type { Failure } from './failure.ts'
import { fetchInit } from './fetchInit.ts'
import type { Resolved } from './fetchInit.ts'
import { createFetchWithId } from './fetchWithId.ts'
import { optionFailure } from './optionFailure.ts'
import { createParser } from './parser.ts'
import type { Parser } from './parser.ts'
import { answerOf, refusalOf } from './refusal.ts'
import type { Transport } from './transport.ts'

/** The platform's `fetch`, where the project has types of it. */
type Fetch = typeof globalThis extends { fetch: infer Platform }
  ? Platform
  : (url: string, init?: any) => Promise<any>

export interface FetchTransportOptions {
  /** The function to dial with. @default globalThis.fetch */
  readonly fetch?: Fetch
}

/** Why the first request was aborted, which serves all others: to make it records the stack. */
let reason: unknown

const defaultMaxEventSize = 16 * 2 ** 20

/**
 * Makes a transport of `fetch`: any method, body and headers, every event type, comments as signs
 * of life, and failures that say what happened.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  const fetchWithId = createFetchWithId()
  return (request, emit) => {
    const { url } = request
    const controller = new AbortController()
    const { signal } = controller
    const shown = withoutQuery(url)
    let reader: BodyReader | undefined
    let parser: Parser | undefined
    let brought = false

    function end() {
      controller.abort(reason)
      reason ??= signal.reason
      parser?.stop()
      // An aborted fetch ends its body too, but a custom `fetch` may ignore the signal.
      reader?.cancel().catch(() => {})
    }

    const lose = (failure: Failure) => {
      if (signal.aborted) return
      end()
      emit({ kind: 'lost', failure, redialing: false })
    }

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
      const headers = await resolveOption('headers')
      if (signal.aborted) return
      const body = await resolveOption('body')
      if (signal.aborted) return
      const init = fetchInit(request, headers, body, signal)
      if (typeof init === 'string')
        return lose({ kind: 'protocol', message: messageOf(init, shown) })
      const { fetch = globalThis.fetch } = options
      const { response, carried } = await fetchWithId(fetch, request, init)
      reader = readerOf(response.body)
      if (signal.aborted) return end()

      const answer = answerOf(response)
      const refused = await refusalOf(response, answer, reader, request.method, shown)
      if (refused) return lose(refused)
      if (signal.aborted || !reader) return
      parser = createParser({
        lastEventId: carried,
        maxEventSize: request.maxEventSize ?? defaultMaxEventSize,
        onEvent(event) {
          brought = true
          emit({ kind: 'event', event })
        },
        onId: (id) => emit({ kind: 'id', lastEventId: id }),
        onRetry: (delay) => emit({ kind: 'retry', delay }),
        onComment: () => emit({ kind: 'comment' }),
        onOverflow: () => lose({ kind: 'overflow', message: messageOf('overflow', shown) }),
      })
      emit({
        kind: 'open',
        url: response.url || url,
        response: answer,
        ...(carried !== request.lastEventId && { lastEventId: carried }),
      })
      for (;;) {
        const { value } = await reader.read()
        if (signal.aborted) return
        if (!value) break
        emit({ kind: 'alive' })
        parser.feed(value)
      }
      const code = !brought ? 'ended-empty' : parser.isInside() ? 'ended-inside' : 'ended'
      lose({ kind: 'ended', message: messageOf(code, shown), complete: code === 'ended' })
    }

    read().catch((error: unknown) =>
      lose({ kind: 'network', message: messageOf('network', shown, errorName(error)) }),
    )

    return warnOfManyStreams(url, end)
  }
}
