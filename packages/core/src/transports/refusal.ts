import { messageOf } from '#development'
import { beginningOf } from './body.ts'
import type { BodyReader } from './body.ts'
import { isEventStream } from './contentType.ts'
import type { Failure } from './failure.ts'
import { parseRetryAfter } from './retryAfter.ts'
import type { SourceResponse } from './transport.ts'

/** Returns the status and the headers of an answer, as plain data. */
export const answerOf = ({ status, headers }: Response): SourceResponse => ({
  status,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie')),
})

/**
 * Returns why an answer, which `told` has as plain data, is not an event stream, or `null` when it is one.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export async function refusalOf(
  response: Response,
  told: SourceResponse,
  body: BodyReader | undefined,
  method: string,
  shown: string,
): Promise<Failure | null> {
  const { status, headers } = response
  if (status === 204) return { kind: 'ended', message: messageOf('ended-204', shown), ...told }

  // A request that creates something may say so.
  const isAccepted = status === 200 || (method !== 'GET' && (status === 201 || status === 202))
  const type = headers.get('content-type') ?? ''
  if (isAccepted && isEventStream(type)) {
    if (body) return null
    return { kind: 'protocol', message: messageOf('protocol-stream', shown), ...told }
  }
  const retryAfter = parseRetryAfter(headers.get('retry-after'))
  return {
    ...(isAccepted
      ? { kind: 'protocol', message: messageOf('protocol', shown, type) }
      : { kind: 'http', message: messageOf('http', shown, status, response.statusText) }),
    ...told,
    ...(!isAccepted && retryAfter !== undefined && { retryAfter }),
    body: await beginningOf(body),
  }
}
