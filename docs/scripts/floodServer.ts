import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Tick {
  readonly n: number
  readonly symbol: string
  readonly bid: number
}

export const symbols = ['ACME', 'BOLT', 'CORE', 'DUNE', 'ECHO', 'FLUX'] as const

/** Starts a server that sends what a client missed from its last id on. */
export async function startFlood() {
  const all: string[] = []
  const bids = symbols.map((_, index) => 40 + index * 37)
  const open = new Set<ServerResponse>()
  let isDown = false

  const server = createServer((request, response) => {
    if (isDown) return response.writeHead(503).end()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const last = Number(request.headers['last-event-id'] ?? all.length)
    response.write(all.slice(last).join(''))
    return open.add(response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent: () => all.length,
    /** Makes so many prices, and sends them to those who are connected. */
    push(count: number) {
      const from = all.length
      for (let n = from + 1; n <= from + count; n++) {
        const index = n % symbols.length
        const bid = (bids[index] = bids[index]! * (1 + Math.sin(n * 12.9898) / 150))
        all.push(
          `event: tick\nid: ${n}\ndata: ${JSON.stringify({ n, symbol: symbols[index]!, bid } satisfies Tick)}\n\n`,
        )
      }
      for (const response of open) response.write(all.slice(from).join(''))
    },
    breakOff() {
      isDown = true
      for (const response of open) response.destroy()
      open.clear()
    },
    restore: () => void (isDown = false),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
