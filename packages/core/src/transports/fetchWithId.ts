import { warnOfForbiddenId } from '#development'
import { callFetch } from './fetchInit.ts'
import type { FetchInit } from './fetchInit.ts'
import { lastEventIdHeader } from './lastEventIdHeader.ts'
import { createPreflights } from './preflights.ts'
import type { TransportRequest } from './transport.ts'

/** An answer, and the last event ID that the request carried. */
interface Answered {
  readonly response: Response
  readonly carried: string
}

/**
 * Returns a function that sends a request with its last event ID. Where no header can carry the id,
 * or another origin forbids that one, it is sent without: the stream starts from the beginning.
 */
export function createFetchWithId() {
  const preflights = createPreflights()
  return async function fetchWithId(
    fetch: typeof globalThis.fetch,
    { url, method, lastEventId, urlHasId }: TransportRequest,
    init: FetchInit,
  ): Promise<Answered> {
    const send = async (carried: string) => ({
      response: await callFetch(fetch, url, init),
      carried,
    })
    // No header where the URL has the id: on another origin it would cost a preflight request.
    const header = urlHasId ? '' : lastEventIdHeader(lastEventId)
    if (!header) return send(header === null ? '' : lastEventId)

    init.headers.set('last-event-id', header)
    try {
      const answered = await send(lastEventId)
      preflights.allowed(url)
      return answered
    } catch (error) {
      // A request that is not GET may have arrived: it is not sent twice.
      if (init.signal.aborted || method !== 'GET' || !preflights.failed(url)) throw error
    }
    init.headers.delete('last-event-id')
    const answered = await send('')
    warnOfForbiddenId(url)
    return answered
  }
}
