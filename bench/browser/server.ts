import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request for a stream, as the server saw it. */
interface Dial {
  readonly lastEventId: string
  /** How many came before it. */
  readonly index: number
}

/** A stream under a URL of its own. */
export interface ServerStream {
  readonly path: string
  /** Every request for it, oldest first. */
  readonly dials: readonly Dial[]
  /** How many of them are open. */
  readonly open: number
  /** The most that were open at the same time. */
  readonly mostOpen: number
  /** Writes to every open connection, in one write each. */
  write(text: string): void
  /** Ends every open connection in order. */
  end(): void
}

/** The answer to a dial: a status without a stream, or the first text of a stream. */
export type Answer = (dial: Dial) => number | string

export interface BenchServer {
  readonly origin: string
  /** Makes a stream. Without `answer` every dial gets an empty one. */
  stream(answer?: Answer): ServerStream
  close(): Promise<void>
}

/**
 * Starts a server on a free port of this machine, with the assets of the pages by path and streams
 * that `stream()` adds.
 */
export async function startServer(assets: ReadonlyMap<string, string>): Promise<BenchServer> {
  const streams = new Map<string, (lastEventId: string, response: ServerResponse) => void>()

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const dial = streams.get(path)
    if (dial) return dial(String(request.headers['last-event-id'] ?? ''), response)
    const asset = assets.get(path)
    if (asset === undefined) return response.writeHead(path === '/ping' ? 204 : 404).end()
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html')
    // A page that is isolated from others gets a clock of microseconds.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    response.end(asset)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stream(answer = () => '') {
      const path = `/stream/${streams.size}`
      const dials: Dial[] = []
      const responses = new Set<ServerResponse>()
      let mostOpen = 0
      streams.set(path, (lastEventId, response) => {
        const dial = { lastEventId, index: dials.length }
        dials.push(dial)
        const answered = answer(dial)
        if (typeof answered === 'number')
          return response.writeHead(answered, { 'content-type': 'text/html' }).end()
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
        })
        response.socket?.setNoDelay()
        response.flushHeaders()
        if (answered) response.write(answered)
        responses.add(response)
        mostOpen = Math.max(mostOpen, responses.size)
        response.once('close', () => responses.delete(response))
      })
      return {
        path,
        dials,
        get open() {
          return responses.size
        },
        get mostOpen() {
          return mostOpen
        },
        write: (text) => responses.forEach((response) => response.write(text)),
        end: () => responses.forEach((response) => response.end()),
      }
    },
    close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}
