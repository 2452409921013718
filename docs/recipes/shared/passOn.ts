/** What the clients of OpenAI and Anthropic return for a request. */
interface Upstream {
  asResponse(): Promise<Response>
}

/** The error that both throw for a refusal; without a status where nothing answered. */
interface Refusal {
  readonly status?: number
  readonly headers?: Headers
}

/** Answers a page with the event stream of a provider, byte by byte. */
export async function passOn(upstream: Upstream): Promise<Response> {
  try {
    const { body } = await upstream.asResponse()
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    const { status, headers } = error as Refusal
    const retryAfter = headers?.get('retry-after')
    // The message stays here: it may quote the API key.
    return new Response(null, {
      // A key that is refused is the server's mistake. To the page, 401 would mean its own token.
      status: !status || status === 401 || status === 403 ? 502 : status,
      ...(retryAfter && { headers: { 'retry-after': retryAfter } }),
    })
  }
}
