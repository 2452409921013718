import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'libsoup',
  language: 'C',
  packages: { debian: ['libsoup-3.0-dev', 'gcc', 'pkg-config'] },
  needs:
    'Chunked encoding, a message that is paused between events, and no more writing once it is finished.',
  build: ({ source, built }) => [
    {
      command: 'sh',
      args: [
        '-c',
        `gcc -Wall -o ${built}app ${source}app.c $(pkg-config --cflags --libs libsoup-3.0)`,
      ],
    },
  ],
  start: ({ built, port }) => [{ command: `${built}app`, args: [`${port}`] }],
}
