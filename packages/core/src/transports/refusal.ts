import type { Failure } from '../failure.ts'

type Body = ReadableStreamDefaultReader<Uint8Array> | undefined

/**
 * Returns why an answer is not an event stream, or `null` when it is one.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
export async function refusalOf(response: Response, body: Body, shown: string): Promise<Failure | null> {
  const { status, headers } = response
  if (status === 204) return { kind: 'ended', message: `${shown} answered 204: there is nothing more to come.`, status }

  if (status !== 200) {
    const retryAfter = parseRetryAfter(headers.get('retry-after'))
    const failure: Failure = {
      kind: 'http',
      message: `${shown} answered ${status} ${response.statusText}`.trim(),
      status,
    }
    return retryAfter === null ? failure : { ...failure, retryAfter }
  }

  const type = headers.get('content-type') ?? ''
  if (type.split(';', 1)[0]?.trim().toLowerCase() === 'text/event-stream') return null
  const message = `${shown} answered with ${type || 'no content type'}, not with text/event-stream: ${await beginningOf(body)}`
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

/** Returns the first characters of a body: often a JSON error, or the login page of a proxy. A body that is slow has none. */
async function beginningOf(body: Body): Promise<string> {
  let patience: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<undefined>((resolve) => {
    patience = setTimeout(() => resolve(undefined), 1000)
  })
  const chunk = await Promise.race([body?.read(), tooLong]).catch(() => undefined)
  clearTimeout(patience)
  return new TextDecoder().decode(chunk?.value).slice(0, 200).replace(/\s+/g, ' ').trim() || '(empty)'
}
