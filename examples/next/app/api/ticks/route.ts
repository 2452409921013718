export function GET(request: Request): Response {
  const encoder = new TextEncoder()
  let count = Number(request.headers.get('last-event-id') ?? 0)
  let timer: ReturnType<typeof setInterval>

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => {
        count++
        controller.enqueue(
          encoder.encode(`event: tick\nid: ${count}\ndata: ${JSON.stringify({ count })}\n\n`),
        )
      }, 250)
    },
    // The client has gone.
    cancel() {
      clearInterval(timer)
    },
  })

  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      // Next.js compresses what may be transformed, and a compressor holds events back.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
