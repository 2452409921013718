import type { Server } from '../../server.ts'

const resumed = 'a POST is gone on with by a GET, with `reconnectWith`'

export const server: Server = {
  name: 'MCP, Streamable HTTP',
  language: 'Node.js',
  packages: { npm: ['@modelcontextprotocol/sdk', 'express'] },
  needs: 'An `accept` header that names JSON, too, and an event store for ids.',
  without: {
    types: 'every event is a `message`',
    nothing: 'it has no answer of 204',
    resume: resumed,
    restart: resumed,
  },
  dialect: {
    request: (origin, path, parameters) => ({
      url: `${origin}${path}`,
      method: 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: path.slice(1), arguments: parameters },
      }),
    }),
    typeOf: () => 'message',
    read: (raw) => JSON.parse(raw).params?.data,
  },
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}app.js`, `${port}`] },
  ],
}
