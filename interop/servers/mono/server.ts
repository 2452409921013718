import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'HttpListener of Mono',
  language: '.NET',
  packages: { debian: ['mono-mcs', 'mono-runtime'] },
  needs: '`SendChunked`, and a flush after each event.',
  build: ({ source, built }) => [
    { command: 'mcs', args: [`-out:${built}app.exe`, `${source}App.cs`] },
  ],
  start: ({ built, port }) => [{ command: 'mono', args: [`${built}app.exe`, `${port}`] }],
}
