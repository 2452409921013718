import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'net/http',
  language: 'Go',
  packages: { debian: ['golang-go'] },
  needs: '`Flush()` after each event, and no `WriteTimeout`: it cuts every stream.',
  build: ({ source, built }) => [
    { command: 'go', args: ['build', '-o', `${built}app`, `${source}app.go`] },
  ],
  start: ({ built, port }) => [{ command: `${built}app`, args: [`127.0.0.1:${port}`] }],
}
