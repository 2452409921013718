import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Hummingbird with SSEKit',
  language: 'Swift',
  packages: { replayed: '1.1' },
  needs:
    'A heartbeat is an event with `type: nil`, a comment and empty data; empty lines of a text are dropped.',
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}app.js`, `${port}`] },
  ],
}
