import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'better-sse',
  language: 'Node.js',
  packages: { npm: ['better-sse', 'express'] },
  needs:
    'Ids are random unless `push` is given one. Text goes as JSON, as it does by default: a serializer of your own has to keep line breaks out.',
  dialect: { read: (raw) => (raw.startsWith('"') ? JSON.parse(raw) : raw) },
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}/app.js`, `${port}`] },
  ],
}
