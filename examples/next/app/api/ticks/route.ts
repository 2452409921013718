export function GET(request: Request): Response {
  const encoder = new TextEncoder()
  let count = Number(request.headers.get('last-event-id') ?? 0)
  let timers: ReturnType<typeof setInterval>[] = []

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      // The headers leave with the first byte.
      write('retry: 1000\n\n')
      const sendTick = () => write(`event: tick\nid: ${++count}\ndata: {"count":${count}}\n\n`)
      // A comment keeps proxies from closing a silent stream.
      timers = [setInterval(sendTick, 250), setInterval(() => write(':\n\n'), 15_000)]
    },
    // The client has gone.
    cancel() {
      for (const timer of timers) clearInterval(timer)
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
