import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'h3 (Nitro, Nuxt)',
  language: 'Node.js',
  packages: { npm: ['h3'] },
  needs: 'Heartbeats are yours to write.',
  start: ({ source, port }) => [
    { command: process.execPath, args: [`${source}/app.js`, `${port}`] },
  ],
}
