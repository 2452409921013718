import type { BodyOption, HeadersOption, TransportRequest } from './transport.ts'

/** What an option is, or what its function returns. */
export type Resolved<Name extends 'headers' | 'body'> = Exclude<
  { headers: HeadersOption | undefined; body: BodyOption | undefined }[Name],
  (...args: never) => unknown
>

/** What to call `fetch` with. The headers may be added to. */
export interface FetchInit extends RequestInit {
  readonly headers: Headers
  readonly signal: AbortSignal
}

/**
 * Returns what to call `fetch` with, or the code of the failure where no such call can ever leave.
 * `fetch` itself would report that as it reports a network that is down.
 */
export function fetchInit(
  { url, method, withCredentials }: TransportRequest,
  given: Resolved<'headers'>,
  body: Resolved<'body'>,
  signal: AbortSignal,
): FetchInit | 'protocol-headers' | 'protocol-request' {
  let headers: Headers
  try {
    headers = new Headers(given)
  } catch {
    return 'protocol-headers'
  }
  if (!headers.has('accept')) headers.set('accept', 'text/event-stream')
  // `duplex` is required for a body that is a stream, and ignored for any other.
  const asked = { method, body: body ?? null, duplex: 'half' }
  try {
    // Some environments of tests have none.
    if (typeof Request === 'function') new Request(url, asked)
  } catch {
    return 'protocol-request'
  }
  return {
    ...asked,
    headers,
    // The default is not named: Workers of Cloudflare refuse the option.
    ...(withCredentials && { credentials: 'include' }),
    cache: 'no-store',
    signal,
  }
}

/** Calls `fetch`, and once more without `cache` where the platform refuses that option by name. */
export async function callFetch(
  fetch: typeof globalThis.fetch,
  url: string,
  init: FetchInit,
): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    // Workers of Cloudflare have known it since November 2024.
    if (init.cache === undefined || !/'cache'/.test(String(error))) throw error
    const { cache: _refused, ...others } = init
    return await fetch(url, others)
  }
}
