import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Fastify with @fastify/sse',
  language: 'Node.js',
  packages: { npm: ['@fastify/sse', 'fastify'] },
  needs:
    'Headers and heartbeats begin with the first event, or with `sendHeaders()`; without `keepAlive()` the stream ends with the handler.',
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}/app.js`, `${port}`] },
  ],
}
