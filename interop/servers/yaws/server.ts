import type { Server } from '../../server.ts'

/** Where Debian's Yaws is found as a library. */
const env = { ERL_LIBS: '/usr/lib' }

export const server: Server = {
  name: 'Yaws',
  language: 'Erlang',
  packages: { debian: ['yaws', 'erlang-base'] },
  needs: 'A process for each stream, which `yaws_sse:headers` is given.',
  build: ({ source, built }) => [{ command: 'erlc', args: ['-o', built, `${source}app.erl`], env }],
  start: ({ built, temporary, port }) => [
    {
      command: 'erl',
      args: ['-noinput', '-pa', built, '-run', 'app', 'start', `${port}`, temporary],
      env,
    },
  ],
}
