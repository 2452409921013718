import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Handler = (request: Request) => Response | Promise<Response>

/** A handler on a free port of this machine, and a line that can be cut. */
export interface HandlerServer {
  readonly origin: string
  /** Method, path and query of each request, such as `GET /runs/1?after=2`. */
  readonly requests: string[]
  /** After how many events the socket of an answer is cut, in the middle of the next one. */
  cutAfter: number
  /** The answers to the next requests, in place of those of the handler. */
  readonly refusals: Response[]
  /** How many answers have begun, and have not ended. */
  open(): number
  close(): Promise<void>
}

/** Serves a handler of Fetch's `Request` and `Response`, as frameworks do. */
export async function serveHandler(handler: Handler): Promise<HandlerServer> {
  const answers = new Set<ServerResponse>()
  const http = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    server.requests.push(`${incoming.method} ${incoming.url}`)
    const hungUp = new AbortController()
    outgoing.once('close', () => {
      answers.delete(outgoing)
      hungUp.abort()
    })
    const request = await requestOf(incoming, hungUp.signal)
    const { status, headers, body } = server.refusals.shift() ?? (await handler(request))
    outgoing.writeHead(status, Object.fromEntries(headers))
    if (!body) return outgoing.end()
    outgoing.flushHeaders()
    answers.add(outgoing)
    let left = server.cutAfter
    const reader = body.getReader()
    hungUp.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}))
    for (;;) {
      const { value } = await reader.read()
      if (!value) return outgoing.end()
      const events = new TextDecoder().decode(value).split(/(?<=\n\n)/)
      for (const event of events) {
        if (event.endsWith('\n\n') && left-- === 0) return cut(outgoing, event)
        outgoing.write(event)
      }
    }
  }

  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server: HandlerServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests: [],
    cutAfter: Infinity,
    refusals: [],
    open: () => answers.size,
    async close() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return server
}

/** Sends half of an event, and no end of the answer. */
const cut = (response: ServerResponse, event: string) =>
  response.write(event.slice(0, event.length / 2), () => response.destroy())

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const body = Buffer.concat(await incoming.toArray())
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), {
    method: incoming.method ?? 'GET',
    headers: incoming.headers as Record<string, string>,
    body: body.length > 0 ? body : null,
    signal,
  })
}
