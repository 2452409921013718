import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'Mojolicious',
  language: 'Perl',
  packages: { debian: ['libmojolicious-perl'] },
  needs:
    '`inactivity_timeout(0)`, or heartbeats: a silent stream is cut after 30 s. Newer than 9.34, it has `write_sse`.',
  start: ({ source, port }) => [
    {
      command: 'perl',
      args: [
        `${source}/app.pl`,
        'daemon',
        '--mode',
        'production',
        '--listen',
        `http://127.0.0.1:${port}`,
      ],
    },
  ],
}
