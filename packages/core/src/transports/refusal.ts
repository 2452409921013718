import { messageOf } from '#development'
import { excerptOf } from './excerpt.ts'
import type { Failure } from './failure.ts'

/**
 * Returns why an answer is not an event stream, or `null` when it is one.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export async function refusalOf(
  response: Response,
  body: ReadableStreamDefaultReader<Uint8Array> | undefined,
  shown: string,
): Promise<Failure | null> {
  const { status, headers } = response
  if (status === 204) return { kind: 'ended', message: messageOf('ended-204', shown), status }

  if (status !== 200) {
    const retryAfter = parseRetryAfter(headers.get('retry-after'))
    const failure: Failure = {
      kind: 'http',
      message: messageOf('http', shown, status, response.statusText),
      status,
    }
    return retryAfter === null ? failure : { ...failure, retryAfter }
  }

  const type = headers.get('content-type') ?? ''
  if (/^text\/event-stream\s*(;|$)/i.test(type)) return null
  const message = messageOf('protocol', shown, type, await excerptOf(body))
  return { kind: 'protocol', message, status }
}

/**
 * Reads a `Retry-After` header, in seconds or as a date, and returns milliseconds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
function parseRetryAfter(value: string | null): number | null {
  if (value === null) return null
  const delay = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(delay) ? null : Math.max(delay, 0)
}
