import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { json } from '../store/decode.ts'
import { createEventSource } from '../store/eventSource.ts'
import { eventsOf } from '../store/eventsOf.ts'

/** A server whose runs are detached from their responses, which it resets after every five events. */
async function startServer(length: number, replaysAll: boolean) {
  const requests: string[] = []
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const lastEventId = String(request.headers['last-event-id'] ?? '')
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${body}`.trim())
      const came = Number(lastEventId.split(':')[1] ?? 0)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const to = Math.min(came + 5, length)
      for (let seq = replaysAll ? 1 : came + 1; seq <= to; seq++)
        response.write(`data: {"run":"r1","seq":${seq}}\n\n`)
      if (to === length) response.end('data: [DONE]\n\n')
      // The pause lets it arrive: a reset overtakes what was sent before it.
      else setTimeout(() => response.destroy(), 20)
    })
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, requests }
}

interface Delta {
  readonly run: string
  readonly seq: number
}

test.each([
  ['all of it', true],
  ['what follows the id', false],
])(
  'an answer whose socket is reset every five events arrives whole, where the server sends %s',
  async (_name, replaysAll) => {
    const { origin, requests } = await startServer(23, replaysAll)
    const source = createEventSource({
      url: `${origin}/chat`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"prompt":"Why?"}',
      events: { message: json<Delta>() },
      until: ({ raw }) => raw === '[DONE]',
      idOf({ raw }) {
        if (raw === '[DONE]') return undefined
        const { run, seq } = JSON.parse(raw) as Delta
        return `${run}:${seq}`
      },
      reconnectWith: ({ lastEventId }) =>
        lastEventId === ''
          ? null
          : { url: `${origin}/runs/${lastEventId.split(':')[0]}`, method: 'GET' },
      retry: () => 0,
    })
    const seen: number[] = []
    for await (const { data } of eventsOf(source, 'message')) seen.push(data.seq)
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => i + 1))
    expect(requests).toEqual([
      'POST /chat {"prompt":"Why?"}',
      ...Array.from({ length: 4 }, () => 'GET /runs/r1'),
    ])
    expect(source.getSnapshot()).toMatchObject({ status: 'closed', failure: null })
  },
)
