import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'nginx with Nchan',
  language: 'C',
  packages: { debian: ['libnginx-mod-nchan', 'nginx'] },
  needs: 'A ping that is a comment or an event, not data: `nchan_eventsource_ping_comment`.',
  without: { restart: 'it keeps its events in memory; with Redis they survive' },
  isForPages: true,
  start: ({ source, pages, temporary, fill, port }) => [
    {
      command: 'nginx',
      args: ['-p', temporary, '-e', 'stderr', '-c', fill('nginx.conf', { port, pages, temporary })],
    },
    { command: process.execPath, args: [`${source}publisher.js`, `${port}`, `${temporary}/said`] },
  ],
}
