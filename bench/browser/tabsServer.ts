import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TabsServer {
  readonly origin: string
  /** When each stream was asked for, by `performance.now()`. */
  readonly dials: readonly number[]
  /** How many streams are open. */
  open(): number
  /** Publishes so many numbers at once, and returns the last one. */
  publish(count: number): number
  close(): void
}

/**
 * Serves one page, and a stream of numbers that goes on behind the last event ID, or with the newest
 * for a client that has none.
 */
export async function startTabsServer(script: string): Promise<TabsServer> {
  const dials: number[] = []
  const streams = new Set<ServerResponse>()
  let newest = 0
  const textOf = (id: number) => `id: ${id}\nevent: tick\ndata: ${id}\n\n`

  const server = createServer((request, response) => {
    if (request.url !== '/events') {
      const isPage = request.url === '/'
      response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript')
      return response.end(
        isPage ? '<!doctype html><script type="module" src="/tab.js"></script>' : script,
      )
    }
    dials.push(performance.now())
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(':\n\n')
    streams.add(response)
    response.once('close', () => streams.delete(response))
    const after = Number(request.headers['last-event-id'] ?? newest)
    for (let id = after + 1; id <= newest; id++) response.write(textOf(id))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dials,
    open: () => streams.size,
    publish(count) {
      const text = Array.from({ length: count }, () => textOf(++newest)).join('')
      for (const response of streams) response.write(text)
      return newest
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
