import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Hono',
  language: 'Node.js',
  packages: { npm: ['hono', '@hono/node-server'] },
  needs: 'The stream ends with its callback, and heartbeats are yours to write.',
  isForPages: true,
  start: ({ source, pages, port }) => [
    { command: process.execPath, args: [`${source}/app.js`, `${port}`, pages] },
  ],
}
